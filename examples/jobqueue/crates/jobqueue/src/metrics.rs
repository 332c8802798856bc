//! Counters of what the queue did.

/// Declares a struct of counters, with a method to add to each and a list of all.
macro_rules! counters {
    ($(#[$docs:meta])* $name:ident { $($(#[$field_docs:meta])* $field:ident => $add:ident),+ $(,)? }) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_docs])* $field: u64,)+
        }

        impl $name {
            $(
                $(#[$field_docs])*
                pub fn $field(&self) -> u64 {
                    self.$field
                }

                pub(crate) fn $add(&mut self) {
                    self.$field += 1;
                }
            )+

            /// Names and values, in the order of declaration.
            pub fn all(&self) -> Vec<(&'static str, u64)> {
                vec![$((stringify!($field), self.$field)),+]
            }
        }
    };
}

counters! {
    /// What happened to jobs since the queue was opened.
    Metrics {
        /// Jobs that were pushed.
        pushed => add_pushed,
        /// Jobs that a worker took.
        claimed => add_claimed,
        /// Jobs that finished.
        done => add_done,
        /// Attempts that failed and are tried again.
        retried => add_retried,
        /// Jobs that were given up.
        buried => add_buried,
    }
}
