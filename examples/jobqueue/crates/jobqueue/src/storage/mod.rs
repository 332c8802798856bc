//! Where jobs are kept.

mod log;
mod memory;

use crate::job::{Job, JobId};
use crate::Result;

pub use log::LogStorage;
pub use memory::MemoryStorage;

/// Keeps jobs. What `save` has returned from is there after a restart, as far as the storage promises that at all.
pub trait Storage {
    /// The id for the next job.
    fn next_id(&self) -> JobId;

    /// Keep this state of a job, new or changed.
    fn save(&mut self, job: &Job) -> Result<()>;

    /// The last state of a job.
    fn load(&self, id: JobId) -> Option<Job>;

    /// The last states of all jobs, by id.
    fn all(&self) -> Vec<Job>;

    /// Forget jobs to which nothing will happen any more; tells how many.
    fn prune(&mut self) -> Result<usize>;
}
