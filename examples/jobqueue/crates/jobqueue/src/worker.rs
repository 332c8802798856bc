//! Workers claim jobs and hand them to the handler of their kind.

use std::collections::HashMap;

use crate::clock::Clock;
use crate::error::{JobError, QueueError};
use crate::job::Job;
use crate::queue::{Queue, Settlement};
use crate::retry::RetryPolicy;
use crate::storage::Storage;
use crate::Result;

/// Does the work of one kind of job.
pub trait Handler {
    /// Try to do it once.
    fn handle(&mut self, job: &Job) -> std::result::Result<(), JobError>;
}

impl<F> Handler for F
where
    F: FnMut(&Job) -> std::result::Result<(), JobError>,
{
    fn handle(&mut self, job: &Job) -> std::result::Result<(), JobError> {
        self(job)
    }
}

/// Handlers by the kind of job they do.
#[derive(Default)]
pub struct Registry {
    handlers: HashMap<String, Box<dyn Handler>>,
}

impl Registry {
    /// Let `handler` do the jobs of this kind.
    pub fn register(&mut self, kind: impl Into<String>, handler: impl Handler + 'static) -> &mut Self {
        self.handlers.insert(kind.into(), Box::new(handler));
        self
    }

    fn find(&mut self, kind: &str) -> Result<&mut dyn Handler> {
        match self.handlers.get_mut(kind) {
            Some(handler) => Ok(handler.as_mut()),
            None => Err(QueueError::NoHandler(kind.to_owned())),
        }
    }
}

/// Claims jobs of a queue, one after the other.
pub struct Worker {
    registry: Registry,
}

impl Worker {
    /// A worker with these handlers.
    pub fn new(registry: Registry) -> Self {
        Self { registry }
    }

    /// Do one due job. A job without a handler is buried, as no later attempt would find one.
    pub fn step<S, P, C>(&mut self, queue: &mut Queue<S, P, C>) -> Result<Option<Settlement>>
    where
        S: Storage,
        P: RetryPolicy,
        C: Clock,
    {
        let Some(job) = queue.claim()? else {
            return Ok(None);
        };
        let outcome = match self.registry.find(&job.kind) {
            Ok(handler) => handler.handle(&job),
            Err(error) => Err(JobError::Permanent(error.to_string())),
        };
        queue.settle(job.id, outcome).map(Some)
    }

    /// Do all jobs that are due now; tells how many attempts that took.
    pub fn drain<S, P, C>(&mut self, queue: &mut Queue<S, P, C>) -> Result<usize>
    where
        S: Storage,
        P: RetryPolicy,
        C: Clock,
    {
        let mut attempts = 0;
        while self.step(queue)?.is_some() {
            attempts += 1;
        }
        Ok(attempts)
    }
}
