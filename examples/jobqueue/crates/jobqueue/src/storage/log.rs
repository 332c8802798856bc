//! An append-only log: each state of a job is a line, and the last line of a job counts.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{MemoryStorage, Storage};
use crate::error::QueueError;
use crate::job::{Job, JobId, JobState, Priority};
use crate::Result;

const FIELDS: usize = 7;

/// Keeps jobs in a file of tab-separated lines.
#[derive(Debug)]
pub struct LogStorage {
    path: PathBuf,
    file: File,
    jobs: MemoryStorage,
}

impl LogStorage {
    /// Open the log at `path`, and replay what it holds. A missing file is made.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref().to_path_buf();
        let file = OpenOptions::new().create(true).read(true).append(true).open(&path)?;
        let jobs = replay(&file)?;
        Ok(Self { path, file, jobs })
    }
}

impl Storage for LogStorage {
    fn next_id(&self) -> JobId {
        self.jobs.next_id()
    }

    fn save(&mut self, job: &Job) -> Result<()> {
        writeln!(self.file, "{}", encode(job))?;
        self.file.sync_data()?;
        self.jobs.save(job)
    }

    fn load(&self, id: JobId) -> Option<Job> {
        self.jobs.load(id)
    }

    fn all(&self) -> Vec<Job> {
        self.jobs.all()
    }

    /// Write the log anew with one line a job, and put it in the old one's place.
    fn prune(&mut self) -> Result<usize> {
        let pruned = self.jobs.prune()?;
        let fresh = self.path.with_extension("new");
        let mut file = File::create(&fresh)?;
        for job in self.jobs.all() {
            writeln!(file, "{}", encode(&job))?;
        }
        file.sync_all()?;
        std::fs::rename(&fresh, &self.path)?;
        self.file = OpenOptions::new().append(true).open(&self.path)?;
        Ok(pruned)
    }
}

/// Read all lines. A job that was claimed when the process ended waits again.
fn replay(file: &File) -> Result<MemoryStorage> {
    let mut jobs = MemoryStorage::default();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let mut job = decode(&line?).map_err(|reason| QueueError::Corrupt {
            line: number + 1,
            reason,
        })?;
        if job.state == JobState::Claimed {
            job.state = JobState::Waiting;
        }
        jobs.save(&job)?;
    }
    Ok(jobs)
}

fn encode(job: &Job) -> String {
    let state = match job.state {
        JobState::Waiting => "waiting",
        JobState::Claimed => "claimed",
        JobState::Done => "done",
        JobState::Buried => "buried",
    };
    [
        job.id.0.to_string(),
        state.to_owned(),
        job.priority.name().to_owned(),
        job.attempts.to_string(),
        job.due.as_millis().to_string(),
        escape(&job.kind),
        escape(&job.payload),
    ]
    .join("\t")
}

fn decode(line: &str) -> std::result::Result<Job, String> {
    let fields: Vec<&str> = line.split('\t').collect();
    if fields.len() != FIELDS {
        return Err(format!("{} fields instead of {FIELDS}", fields.len()));
    }
    Ok(Job {
        id: JobId(number(fields[0])?),
        state: match fields[1] {
            "waiting" => JobState::Waiting,
            "claimed" => JobState::Claimed,
            "done" => JobState::Done,
            "buried" => JobState::Buried,
            other => return Err(format!("no such state: {other:?}")),
        },
        priority: Priority::parse(fields[2]).ok_or("no such priority")?,
        attempts: number(fields[3])?,
        due: Duration::from_millis(number(fields[4])?),
        kind: unescape(fields[5]),
        payload: unescape(fields[6]),
    })
}

fn number<N: std::str::FromStr>(text: &str) -> std::result::Result<N, String> {
    text.parse().map_err(|_| format!("not a number: {text:?}"))
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n")
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('t')) => plain.push('\t'),
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some(other)) => plain.push(other),
            (other, _) => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_survives_encoding() {
        let job = Job::builder("mail")
            .payload("a\tb\\n\nc")
            .priority(Priority::High)
            .build(JobId(7), Duration::from_millis(1500));
        assert_eq!(decode(&encode(&job)), Ok(job));
    }

    #[test]
    fn a_short_line_is_refused() {
        assert!(decode("1\twaiting").is_err());
    }
}
