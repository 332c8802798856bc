//! A job: what is to be done, how urgent it is, and how far it got.

use std::fmt;
use std::time::Duration;

/// The number of a job, unique within one storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub u64);

impl fmt::Display for JobId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{}", self.0)
    }
}

/// How urgent a job is. Later variants are claimed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
}

impl Priority {
    /// Read a priority from its name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "low" => Some(Self::Low),
            "normal" => Some(Self::Normal),
            "high" => Some(Self::High),
            _ => None,
        }
    }

    /// The name that [`Priority::parse`] reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }
}

/// How far a job got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JobState {
    /// Waits until it is due.
    #[default]
    Waiting,
    /// In the hands of a worker.
    Claimed,
    /// Finished.
    Done,
    /// Given up: failed for good, or out of attempts.
    Buried,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    pub priority: Priority,
    pub state: JobState,
    /// How often it was tried.
    pub attempts: u32,
    /// The time from which it may be claimed.
    pub due: Duration,
}

impl Job {
    /// Start to describe a job of this kind.
    pub fn builder(kind: impl Into<String>) -> JobBuilder {
        JobBuilder::new(kind)
    }

    /// Whether the job can be claimed at `now`.
    pub fn is_due(&self, now: Duration) -> bool {
        self.state == JobState::Waiting && self.due <= now
    }

    /// Whether nothing will happen to the job any more.
    pub fn is_settled(&self) -> bool {
        matches!(self.state, JobState::Done | JobState::Buried)
    }
}

/// Describes a job before it has an id.
#[derive(Debug, Clone, Default)]
pub struct JobBuilder {
    kind: String,
    payload: String,
    priority: Priority,
    delay: Duration,
}

impl JobBuilder {
    fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            ..Self::default()
        }
    }

    /// Set what the handler is given.
    pub fn payload(mut self, payload: impl Into<String>) -> Self {
        self.payload = payload.into();
        self
    }

    /// Set how urgent it is.
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = priority;
        self
    }

    /// Let it wait before its first attempt.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Make the job, counting its delay from `now`.
    pub(crate) fn build(self, id: JobId, now: Duration) -> Job {
        Job {
            id,
            kind: self.kind,
            payload: self.payload,
            priority: self.priority,
            state: JobState::Waiting,
            attempts: 0,
            due: now.saturating_add(self.delay),
        }
    }
}
