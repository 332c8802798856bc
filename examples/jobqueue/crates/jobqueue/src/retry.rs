//! When a failed job is tried again.

use std::time::Duration;

use crate::error::JobError;
use crate::job::Job;

/// What becomes of a failed job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryDecision {
    /// Try again after this delay.
    After(Duration),
    /// Give up.
    Bury,
}

/// Decides when a failed job is tried again.
pub trait RetryPolicy {
    /// How often a job may be tried in all.
    fn max_attempts(&self) -> u32;

    /// The delay before the attempt that follows `attempts` failed ones.
    fn delay(&self, attempts: u32) -> Duration;

    /// Decide about `job`, whose last attempt ended with `error`.
    ///
    /// A permanent error and the last allowed attempt bury the job; everything else is tried again after
    /// [`RetryPolicy::delay`].
    fn decide(&self, job: &Job, error: &JobError) -> RetryDecision {
        if !error.is_transient() || job.attempts >= self.max_attempts() {
            RetryDecision::Bury
        } else {
            RetryDecision::After(self.delay(job.attempts))
        }
    }
}

/// Tries again after the same delay each time.
#[derive(Debug, Clone, Copy)]
pub struct FixedDelay {
    pub delay: Duration,
    pub max_attempts: u32,
}

impl RetryPolicy for FixedDelay {
    fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    fn delay(&self, _attempts: u32) -> Duration {
        self.delay
    }
}

/// Doubles the delay with each failed attempt, up to a limit.
#[derive(Debug, Clone, Copy)]
pub struct ExponentialBackoff {
    pub first: Duration,
    pub limit: Duration,
    pub max_attempts: u32,
}

impl Default for ExponentialBackoff {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            limit: Duration::from_secs(600),
            max_attempts: 8,
        }
    }
}

impl RetryPolicy for ExponentialBackoff {
    fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    fn delay(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        self.first.saturating_mul(1 << doublings).min(self.limit)
    }
}

/// Gives up at the first failure.
#[derive(Debug, Clone, Copy, Default)]
pub struct NeverRetry;

impl RetryPolicy for NeverRetry {
    fn max_attempts(&self) -> u32 {
        1
    }

    fn delay(&self, _attempts: u32) -> Duration {
        Duration::ZERO
    }
}

impl<P: RetryPolicy + ?Sized> RetryPolicy for Box<P> {
    fn max_attempts(&self) -> u32 {
        (**self).max_attempts()
    }

    fn delay(&self, attempts: u32) -> Duration {
        (**self).delay(attempts)
    }

    fn decide(&self, job: &Job, error: &JobError) -> RetryDecision {
        (**self).decide(job, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backoff_doubles_up_to_its_limit() {
        let policy = ExponentialBackoff {
            first: Duration::from_secs(2),
            limit: Duration::from_secs(10),
            max_attempts: 9,
        };
        let delays: Vec<u64> = (1..=4).map(|n| policy.delay(n).as_secs()).collect();
        assert_eq!(delays, [2, 4, 8, 10]);
        assert_eq!(policy.delay(u32::MAX), policy.limit);
    }

    #[test]
    fn a_fixed_delay_stays_the_same() {
        let policy = FixedDelay {
            delay: Duration::from_secs(5),
            max_attempts: 3,
        };
        assert_eq!(policy.delay(1), policy.delay(2));
    }
}
