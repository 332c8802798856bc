//! The queue: pushes, claims, and what becomes of a job afterwards.

use std::time::Duration;

use crate::clock::{Clock, SystemClock};
use crate::error::{JobError, QueueError};
use crate::job::{Job, JobBuilder, JobId, JobState};
use crate::metrics::Metrics;
use crate::retry::{RetryDecision, RetryPolicy};
use crate::schedule::Schedule;
use crate::storage::Storage;
use crate::Result;

/// What became of a job whose outcome was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settlement {
    /// It is finished.
    Done,
    /// It is tried again at this time.
    Retry(Duration),
    /// It was given up.
    Buried,
}

/// Jobs in a storage, claimed in order of urgency once they are due.
#[derive(Debug)]
pub struct Queue<S, P, C = SystemClock> {
    storage: S,
    policy: P,
    clock: C,
    schedule: Schedule,
    metrics: Metrics,
}

impl<S: Storage, P: RetryPolicy> Queue<S, P> {
    /// Open a queue on what `storage` holds, with the clock of the system.
    pub fn open(storage: S, policy: P) -> Self {
        Self::with_clock(storage, policy, SystemClock)
    }
}

impl<S: Storage, P: RetryPolicy, C: Clock> Queue<S, P, C> {
    /// Open a queue on what `storage` holds. Jobs that wait are scheduled again.
    pub fn with_clock(storage: S, policy: P, clock: C) -> Self {
        let mut schedule = Schedule::default();
        for job in storage.all() {
            if job.state == JobState::Waiting {
                schedule.insert(&job);
            }
        }
        Self {
            storage,
            policy,
            clock,
            schedule,
            metrics: Metrics::default(),
        }
    }

    /// Add a job.
    pub fn push(&mut self, builder: JobBuilder) -> Result<JobId> {
        let job = builder.build(self.storage.next_id(), self.clock.now());
        self.storage.save(&job)?;
        self.schedule.insert(&job);
        self.metrics.add_pushed();
        Ok(job.id)
    }

    /// Take the most urgent job that is due, if there is one. Its attempt counts from now.
    pub fn claim(&mut self) -> Result<Option<Job>> {
        let Some(id) = self.schedule.pop(self.clock.now()) else {
            return Ok(None);
        };
        let mut job = self.storage.load(id).ok_or(QueueError::UnknownJob(id))?;
        job.state = JobState::Claimed;
        job.attempts += 1;
        self.storage.save(&job)?;
        self.metrics.add_claimed();
        Ok(Some(job))
    }

    /// Report how the attempt at a claimed job ended.
    pub fn settle(&mut self, id: JobId, outcome: std::result::Result<(), JobError>) -> Result<Settlement> {
        let mut job = self.storage.load(id).ok_or(QueueError::UnknownJob(id))?;
        if job.state != JobState::Claimed {
            return Err(QueueError::NotClaimed(id));
        }
        let settlement = match outcome {
            Ok(()) => self.finish(&mut job),
            Err(error) => match self.policy.decide(&job, &error) {
                RetryDecision::After(delay) => self.schedule_retry(&mut job, delay),
                RetryDecision::Bury => self.bury(&mut job),
            },
        };
        self.storage.save(&job)?;
        Ok(settlement)
    }

    /// How long until a job is due; `None` if none waits.
    pub fn idle_time(&mut self) -> Option<Duration> {
        let now = self.clock.now();
        self.schedule.next_due(now).map(|due| due.saturating_sub(now))
    }

    /// A job's present state.
    pub fn job(&self, id: JobId) -> Option<Job> {
        self.storage.load(id)
    }

    /// All jobs, by id.
    pub fn jobs(&self) -> Vec<Job> {
        self.storage.all()
    }

    /// Forget settled jobs; tells how many.
    pub fn prune(&mut self) -> Result<usize> {
        self.storage.prune()
    }

    /// What happened since the queue was opened.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    fn finish(&mut self, job: &mut Job) -> Settlement {
        job.state = JobState::Done;
        self.metrics.add_done();
        Settlement::Done
    }

    /// Let the job wait for `delay` before its next attempt.
    fn schedule_retry(&mut self, job: &mut Job, delay: Duration) -> Settlement {
        job.state = JobState::Waiting;
        job.due = self.clock.after(delay);
        self.schedule.insert(job);
        self.metrics.add_retried();
        Settlement::Retry(job.due)
    }

    fn bury(&mut self, job: &mut Job) -> Settlement {
        job.state = JobState::Buried;
        self.metrics.add_buried();
        Settlement::Buried
    }
}
