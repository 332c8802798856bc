//! The order in which waiting jobs are claimed.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::time::Duration;

use crate::job::{Job, JobId, Priority};

/// A job's place among those that are due: urgent ones first, then older ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ready {
    priority: Priority,
    id: JobId,
}

impl Ord for Ready {
    fn cmp(&self, other: &Self) -> Ordering {
        self.priority.cmp(&other.priority).then_with(|| other.id.cmp(&self.id))
    }
}

impl PartialOrd for Ready {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Waiting jobs in two heaps: those whose time has not come, and those that can be claimed.
#[derive(Debug, Default)]
pub(crate) struct Schedule {
    later: BinaryHeap<Reverse<(Duration, JobId, Priority)>>,
    ready: BinaryHeap<Ready>,
}

impl Schedule {
    /// Let `job` wait until it is due.
    pub(crate) fn insert(&mut self, job: &Job) {
        self.later.push(Reverse((job.due, job.id, job.priority)));
    }

    /// Take the most urgent job that is due at `now`.
    pub(crate) fn pop(&mut self, now: Duration) -> Option<JobId> {
        self.promote(now);
        self.ready.pop().map(|ready| ready.id)
    }

    /// The time at which the next job becomes due; `now` if one is due already.
    pub(crate) fn next_due(&mut self, now: Duration) -> Option<Duration> {
        self.promote(now);
        if self.ready.is_empty() {
            self.later.peek().map(|Reverse((due, _, _))| *due)
        } else {
            Some(now)
        }
    }

    /// Move every job whose time has come to the heap of claimable ones.
    fn promote(&mut self, now: Duration) {
        while let Some(Reverse((due, id, priority))) = self.later.peek().copied() {
            if due > now {
                break;
            }
            self.later.pop();
            self.ready.push(Ready { priority, id });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(id: u64, priority: Priority, due: u64) -> Job {
        let mut job = Job::builder("test").priority(priority).build(JobId(id), Duration::ZERO);
        job.due = Duration::from_secs(due);
        job
    }

    #[test]
    fn urgent_jobs_come_first_and_equals_in_order_of_age() {
        let mut schedule = Schedule::default();
        for (id, priority) in [(1, Priority::Low), (2, Priority::High), (3, Priority::High)] {
            schedule.insert(&job(id, priority, 0));
        }
        let order: Vec<u64> = std::iter::from_fn(|| schedule.pop(Duration::ZERO))
            .map(|id| id.0)
            .collect();
        assert_eq!(order, [2, 3, 1]);
    }

    #[test]
    fn a_job_is_not_claimed_before_it_is_due() {
        let mut schedule = Schedule::default();
        schedule.insert(&job(1, Priority::High, 5));
        assert_eq!(schedule.pop(Duration::from_secs(4)), None);
        assert_eq!(schedule.next_due(Duration::ZERO), Some(Duration::from_secs(5)));
        assert_eq!(schedule.pop(Duration::from_secs(5)), Some(JobId(1)));
    }
}
