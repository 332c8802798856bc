//! Push jobs to a log and run them.

mod args;
mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = args::parse(std::env::args().skip(1)).and_then(|command| commands::run(&command));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("jobqueue: {message}");
            ExitCode::FAILURE
        }
    }
}
