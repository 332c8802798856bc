//! How failures are retried, seen from outside.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use jobqueue::{
    ExponentialBackoff, Job, JobError, JobState, LogStorage, ManualClock, MemoryStorage, NeverRetry, Priority, Queue,
    Registry, RetryPolicy, Settlement, Worker,
};

fn failing(times: u32) -> (Registry, Rc<Cell<u32>>) {
    let calls = Rc::new(Cell::new(0));
    let seen = Rc::clone(&calls);
    let mut registry = Registry::default();
    registry.register("mail", move |_: &Job| {
        seen.set(seen.get() + 1);
        if seen.get() <= times {
            Err(JobError::Transient("the server is away".into()))
        } else {
            Ok(())
        }
    });
    (registry, calls)
}

fn queue<P: RetryPolicy>(policy: P) -> (Queue<MemoryStorage, P, ManualClock>, ManualClock) {
    let clock = ManualClock::default();
    (
        Queue::with_clock(MemoryStorage::default(), policy, clock.clone()),
        clock,
    )
}

#[test]
fn a_failed_job_waits_for_its_backoff_and_then_succeeds() {
    let (mut queue, clock) = queue(ExponentialBackoff::default());
    let (registry, calls) = failing(1);
    let mut worker = Worker::new(registry);
    let id = queue.push(Job::builder("mail").payload("hello")).unwrap();

    let settlement = worker.step(&mut queue).unwrap();
    assert_eq!(settlement, Some(Settlement::Retry(Duration::from_secs(1))));
    assert_eq!(worker.step(&mut queue).unwrap(), None);

    clock.advance(queue.idle_time().unwrap());
    assert_eq!(worker.step(&mut queue).unwrap(), Some(Settlement::Done));
    assert_eq!(calls.get(), 2);
    assert_eq!(queue.job(id).unwrap().state, JobState::Done);
    assert_eq!(queue.metrics().retried(), 1);
}

#[test]
fn a_job_out_of_attempts_is_buried() {
    let (mut queue, _clock) = queue(NeverRetry);
    let (registry, _) = failing(9);
    queue.push(Job::builder("mail")).unwrap();
    assert_eq!(
        Worker::new(registry).step(&mut queue).unwrap(),
        Some(Settlement::Buried)
    );
    assert_eq!(queue.prune().unwrap(), 1);
}

#[test]
fn a_job_without_a_handler_is_buried() {
    let (mut queue, _clock) = queue(ExponentialBackoff::default());
    queue.push(Job::builder("fax").priority(Priority::High)).unwrap();
    assert_eq!(Worker::new(Registry::default()).drain(&mut queue).unwrap(), 1);
    assert_eq!(queue.metrics().buried(), 1);
}

#[test]
fn waiting_jobs_survive_a_restart() {
    let path = std::env::temp_dir().join(format!("jobqueue-{}.log", std::process::id()));
    {
        let mut queue = Queue::open(LogStorage::open(&path).unwrap(), NeverRetry);
        queue.push(Job::builder("mail").payload("later")).unwrap();
        queue.claim().unwrap();
    }
    let mut queue = Queue::open(LogStorage::open(&path).unwrap(), NeverRetry);
    let job = queue.claim().unwrap().expect("the claimed job waits again");
    assert_eq!((job.payload.as_str(), job.attempts), ("later", 2));
    std::fs::remove_file(path).unwrap();
}
