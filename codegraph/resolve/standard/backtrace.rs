//! std::backtrace: captured stack backtraces (signatures only).
use crate::fmt::{Debug, Display};

pub struct Backtrace {}
impl Backtrace {
    pub fn capture() -> Backtrace;
    pub fn force_capture() -> Backtrace;
    pub const fn disabled() -> Backtrace;
    pub fn status(&self) -> BacktraceStatus;
    pub fn frames(&self) -> &[BacktraceFrame];
}
impl Debug for Backtrace {}
impl Display for Backtrace {}
pub enum BacktraceStatus { Unsupported, Disabled, Captured }
impl PartialEq for BacktraceStatus {}
impl Eq for BacktraceStatus {}
impl Debug for BacktraceStatus {}
pub struct BacktraceFrame {}
impl Debug for BacktraceFrame {}
