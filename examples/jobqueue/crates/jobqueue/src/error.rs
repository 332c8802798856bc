//! What can go wrong, in the queue and in a job.

use std::fmt;
use std::io;

use crate::job::JobId;

/// A fault of the queue itself.
#[derive(Debug)]
pub enum QueueError {
    /// No job has this id.
    UnknownJob(JobId),
    /// The job is not in the hands of a worker, so its outcome cannot be reported.
    NotClaimed(JobId),
    /// No handler was registered for this kind of job.
    NoHandler(String),
    /// A line of the log cannot be read.
    Corrupt { line: usize, reason: String },
    /// The log cannot be read or written.
    Io(io::Error),
}

impl fmt::Display for QueueError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownJob(id) => write!(out, "there is no job {id}"),
            Self::NotClaimed(id) => write!(out, "job {id} was not claimed by a worker"),
            Self::NoHandler(kind) => write!(out, "no handler for jobs of kind {kind:?}"),
            Self::Corrupt { line, reason } => write!(out, "line {line} of the log: {reason}"),
            Self::Io(error) => write!(out, "the log: {error}"),
        }
    }
}

impl std::error::Error for QueueError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for QueueError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Why a handler could not finish a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobError {
    /// It may work later: the job is tried again if its policy allows.
    Transient(String),
    /// It will never work: the job is buried at once.
    Permanent(String),
}

impl JobError {
    /// Whether trying again makes sense.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Transient(_))
    }

    /// The reason, for people.
    pub fn reason(&self) -> &str {
        match self {
            Self::Transient(reason) | Self::Permanent(reason) => reason,
        }
    }
}
