//! A small job queue with retries.
//!
//! [`Queue`] keeps jobs in a [`Storage`] and decides with a [`RetryPolicy`] when a failed job runs again. A
//! [`Worker`] claims due jobs and hands them to a [`Handler`]. Time comes from a [`Clock`], so tests need not wait.

mod clock;
mod error;
mod job;
#[macro_use]
mod metrics;
mod queue;
mod retry;
mod schedule;
pub mod storage;
mod worker;

pub use clock::{Clock, ManualClock, SystemClock};
pub use error::{JobError, QueueError};
pub use job::{Job, JobBuilder, JobId, JobState, Priority};
pub use metrics::Metrics;
pub use queue::{Queue, Settlement};
pub use retry::{ExponentialBackoff, FixedDelay, NeverRetry, RetryDecision, RetryPolicy};
pub use storage::{LogStorage, MemoryStorage, Storage};
pub use worker::{Handler, Registry, Worker};

/// A result whose error is a [`QueueError`].
pub type Result<T> = std::result::Result<T, QueueError>;
