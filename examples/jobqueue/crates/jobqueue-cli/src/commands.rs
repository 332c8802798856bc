//! What each command does.

use std::path::Path;

use jobqueue::{ExponentialBackoff, Job, JobError, LogStorage, Queue, Registry, Worker};

use crate::args::Command;

type LogQueue = Queue<LogStorage, ExponentialBackoff>;

/// Carry out a command.
pub fn run(command: &Command) -> Result<(), String> {
    match command {
        Command::Push {
            log,
            kind,
            payload,
            priority,
            delay,
        } => {
            let job = Job::builder(kind.as_str())
                .payload(payload.as_str())
                .priority(*priority)
                .delay(*delay);
            let id = open(log)?.push(job).map_err(|error| error.to_string())?;
            println!("pushed {id}");
        }
        Command::Run { log } => run_due(&mut open(log)?)?,
        Command::List { log } => open(log)?.jobs().iter().for_each(print_job),
    }
    Ok(())
}

fn open(log: &Path) -> Result<LogQueue, String> {
    let storage = LogStorage::open(log).map_err(|error| error.to_string())?;
    Ok(Queue::open(storage, ExponentialBackoff::default()))
}

fn run_due(queue: &mut LogQueue) -> Result<(), String> {
    let mut worker = Worker::new(registry());
    worker.drain(queue).map_err(|error| error.to_string())?;
    for (name, value) in queue.metrics().all() {
        println!("{name}: {value}");
    }
    Ok(())
}

/// The kinds of jobs that this program knows.
fn registry() -> Registry {
    let mut registry = Registry::default();
    registry.register("echo", echo).register("sum", sum);
    registry
}

fn echo(job: &Job) -> Result<(), JobError> {
    println!("{}", job.payload);
    Ok(())
}

fn sum(job: &Job) -> Result<(), JobError> {
    let numbers: Result<Vec<i64>, _> = job.payload.split_whitespace().map(str::parse).collect();
    match numbers {
        Ok(numbers) => println!("{}", numbers.iter().sum::<i64>()),
        Err(error) => return Err(JobError::Permanent(error.to_string())),
    }
    Ok(())
}

fn print_job(job: &Job) {
    println!(
        "{} {:?} {} {} attempts={}",
        job.id,
        job.state,
        job.priority.name(),
        job.kind,
        job.attempts
    );
}
