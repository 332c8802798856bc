use std::collections::BTreeMap;

use super::Storage;
use crate::job::{Job, JobId};
use crate::Result;

/// Keeps jobs until the process ends.
#[derive(Debug, Default)]
pub struct MemoryStorage {
    jobs: BTreeMap<JobId, Job>,
    last: u64,
}

impl Storage for MemoryStorage {
    fn next_id(&self) -> JobId {
        JobId(self.last + 1)
    }

    fn save(&mut self, job: &Job) -> Result<()> {
        self.last = self.last.max(job.id.0);
        self.jobs.insert(job.id, job.clone());
        Ok(())
    }

    fn load(&self, id: JobId) -> Option<Job> {
        self.jobs.get(&id).cloned()
    }

    fn all(&self) -> Vec<Job> {
        self.jobs.values().cloned().collect()
    }

    fn prune(&mut self) -> Result<usize> {
        let before = self.jobs.len();
        self.jobs.retain(|_, job| !job.is_settled());
        Ok(before - self.jobs.len())
    }
}
