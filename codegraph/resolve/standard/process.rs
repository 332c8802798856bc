//! std::process: commands, children, their pipes and exit codes (signatures only).
use crate::convert::Infallible;
use crate::ffi::OsStr;
use crate::fmt::{Debug, Display};
use crate::io::{PipeReader, PipeWriter, Read, Result, Stderr, Stdout, Write};
use crate::path::Path;

pub fn exit(code: i32) -> !;
pub fn abort() -> !;
pub fn id() -> u32;

pub struct Command {}
impl Command {
    pub fn new<S: AsRef<OsStr>>(program: S) -> Command;
    pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command;
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&mut self, args: I) -> &mut Command;
    pub fn env<K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, key: K, val: V) -> &mut Command;
    pub fn envs<I: IntoIterator<Item = (K, V)>, K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, vars: I) -> &mut Command;
    pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Command;
    pub fn env_clear(&mut self) -> &mut Command;
    pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Command;
    pub fn stdin<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command;
    pub fn stdout<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command;
    pub fn stderr<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command;
    pub fn spawn(&mut self) -> Result<Child>;
    pub fn output(&mut self) -> Result<Output>;
    pub fn status(&mut self) -> Result<ExitStatus>;
    pub fn get_program(&self) -> &OsStr;
    pub fn get_args(&self) -> CommandArgs<'_>;
    pub fn get_envs(&self) -> CommandEnvs<'_>;
    pub fn get_current_dir(&self) -> Option<&Path>;
    pub fn get_env_clear(&self) -> bool;
}
impl Debug for Command {}
pub struct CommandArgs<'a> {}
impl<'a> Iterator for CommandArgs<'a> { type Item = &'a OsStr; }
impl ExactSizeIterator for CommandArgs<'_> {}
impl Clone for CommandArgs<'_> {}
impl Debug for CommandArgs<'_> {}
pub struct CommandEnvs<'a> {}
impl<'a> Iterator for CommandEnvs<'a> { type Item = (&'a OsStr, Option<&'a OsStr>); }
impl ExactSizeIterator for CommandEnvs<'_> {}
impl Debug for CommandEnvs<'_> {}

pub struct Child { pub stdin: Option<ChildStdin>, pub stdout: Option<ChildStdout>, pub stderr: Option<ChildStderr> }
impl Child {
    pub fn kill(&mut self) -> Result<()>;
    pub fn id(&self) -> u32;
    pub fn wait(&mut self) -> Result<ExitStatus>;
    pub fn try_wait(&mut self) -> Result<Option<ExitStatus>>;
    pub fn wait_with_output(self) -> Result<Output>;
}
impl Debug for Child {}
pub struct ChildStdin {}
impl Write for ChildStdin {}
impl Write for &ChildStdin {}
impl Debug for ChildStdin {}
pub struct ChildStdout {}
impl Read for ChildStdout {}
impl Debug for ChildStdout {}
pub struct ChildStderr {}
impl Read for ChildStderr {}
impl Debug for ChildStderr {}
pub struct Output { pub status: ExitStatus, pub stdout: Vec<u8>, pub stderr: Vec<u8> }
impl Output { pub fn exit_ok(self) -> crate::result::Result<Self, ExitStatusError>; }
impl Clone for Output {}
impl PartialEq for Output {}
impl Eq for Output {}
impl Debug for Output {}
pub struct Stdio {}
impl Stdio {
    pub fn piped() -> Stdio;
    pub fn inherit() -> Stdio;
    pub fn null() -> Stdio;
    pub fn makes_pipe(&self) -> bool;
}
impl Debug for Stdio {}
impl From<ChildStdin> for Stdio { fn from(child: ChildStdin) -> Stdio; }
impl From<ChildStdout> for Stdio { fn from(child: ChildStdout) -> Stdio; }
impl From<ChildStderr> for Stdio { fn from(child: ChildStderr) -> Stdio; }
impl From<Stdout> for Stdio { fn from(inherit: Stdout) -> Stdio; }
impl From<Stderr> for Stdio { fn from(inherit: Stderr) -> Stdio; }
impl From<PipeReader> for Stdio { fn from(pipe: PipeReader) -> Stdio; }
impl From<PipeWriter> for Stdio { fn from(pipe: PipeWriter) -> Stdio; }
pub struct ExitStatus {}
impl ExitStatus {
    pub fn exit_ok(&self) -> crate::result::Result<(), ExitStatusError>;
    pub fn success(&self) -> bool;
    pub fn code(&self) -> Option<i32>;
}
impl Clone for ExitStatus {}
impl Copy for ExitStatus {}
impl Default for ExitStatus {}
impl PartialEq for ExitStatus {}
impl Eq for ExitStatus {}
impl Debug for ExitStatus {}
impl Display for ExitStatus {}
pub struct ExitStatusError {}
impl ExitStatusError {
    pub fn code(&self) -> Option<i32>;
    pub fn into_status(&self) -> ExitStatus;
}
impl Debug for ExitStatusError {}
impl Display for ExitStatusError {}
impl crate::error::Error for ExitStatusError {}
pub struct ExitCode {}
impl ExitCode {
    pub const SUCCESS: ExitCode = ExitCode {};
    pub const FAILURE: ExitCode = ExitCode {};
    pub fn to_i32(self) -> i32;
    pub fn exit_process(self) -> !;
}
impl From<u8> for ExitCode { fn from(code: u8) -> Self; }
impl Clone for ExitCode {}
impl Copy for ExitCode {}
impl Default for ExitCode {}
impl PartialEq for ExitCode {}
impl Eq for ExitCode {}
impl Debug for ExitCode {}
pub trait Termination {
    fn report(self) -> ExitCode;
}
impl Termination for () {}
impl Termination for ! {}
impl Termination for Infallible {}
impl Termination for ExitCode {}
impl<T: Termination, E: Debug> Termination for crate::result::Result<T, E> {}
