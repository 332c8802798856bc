//! What the user typed.

use std::path::PathBuf;
use std::time::Duration;

use jobqueue::Priority;

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Add a job to a log.
    Push {
        log: PathBuf,
        kind: String,
        payload: String,
        priority: Priority,
        delay: Duration,
    },
    /// Run the due jobs of a log.
    Run { log: PathBuf },
    /// List the jobs of a log.
    List { log: PathBuf },
}

const USAGE: &str = "usage: jobqueue push LOG KIND PAYLOAD [--priority P] [--delay SECONDS] | run LOG | list LOG";

/// Read the arguments.
pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let (flags, words) = split(arguments)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["push", log, kind, payload] => Ok(Command::Push {
            log: log.into(),
            kind: (*kind).to_owned(),
            payload: (*payload).to_owned(),
            priority: priority(&flags)?,
            delay: delay(&flags)?,
        }),
        ["run", log] => Ok(Command::Run { log: log.into() }),
        ["list", log] => Ok(Command::List { log: log.into() }),
        _ => Err(USAGE.to_owned()),
    }
}

type Flags = Vec<(String, String)>;

/// Separate `--name value` pairs from plain words.
fn split(mut arguments: impl Iterator<Item = String>) -> Result<(Flags, Vec<String>), String> {
    let (mut flags, mut words) = (Flags::new(), Vec::new());
    while let Some(argument) = arguments.next() {
        if let Some(name) = argument.strip_prefix("--") {
            let value = arguments.next().ok_or_else(|| format!("--{name} needs a value"))?;
            flags.push((name.to_owned(), value));
        } else {
            words.push(argument);
        }
    }
    Ok((flags, words))
}

fn find<'a>(flags: &'a Flags, name: &str) -> Option<&'a str> {
    flags
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

fn priority(flags: &Flags) -> Result<Priority, String> {
    match find(flags, "priority") {
        None => Ok(Priority::default()),
        Some(name) => Priority::parse(name).ok_or_else(|| format!("no such priority: {name}")),
    }
}

fn delay(flags: &Flags) -> Result<Duration, String> {
    match find(flags, "delay") {
        None => Ok(Duration::ZERO),
        Some(seconds) => seconds
            .parse()
            .map(Duration::from_secs)
            .map_err(|_| format!("not a number of seconds: {seconds}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split(' ').map(str::to_owned))
    }

    #[test]
    fn flags_may_stand_anywhere() {
        let command = parsed("push --delay 5 jobs.log mail hello --priority high");
        assert!(matches!(
            command,
            Ok(Command::Push {
                priority: Priority::High,
                ..
            })
        ));
    }

    #[test]
    fn a_flag_without_a_value_is_refused() {
        assert_eq!(parsed("list jobs.log --delay"), Err("--delay needs a value".to_owned()));
    }
}
