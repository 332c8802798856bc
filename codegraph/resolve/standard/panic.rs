//! std::panic: catching, hooking and locating panics (signatures only).
use crate::any::Any;
use crate::fmt::{Debug, Display};
use crate::future::Future;
use crate::hash::Hash;
use crate::ops::{Deref, DerefMut};
use crate::thread::Result;

pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> Result<R>;
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> !;
pub fn panic_any<M: Any + Send + 'static>(msg: M) -> !;
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>);
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;
pub fn update_hook<F: Fn(&(dyn Fn(&PanicHookInfo<'_>) + Send + Sync + 'static), &PanicHookInfo<'_>) + Sync + Send + 'static>(hook_fn: F);
pub fn get_backtrace_style() -> Option<BacktraceStyle>;
pub fn set_backtrace_style(style: BacktraceStyle);

pub trait UnwindSafe {}
pub trait RefUnwindSafe {}
pub struct AssertUnwindSafe<T>(pub T);
impl<T> Deref for AssertUnwindSafe<T> { type Target = T; fn deref(&self) -> &T; }
impl<T> DerefMut for AssertUnwindSafe<T> { fn deref_mut(&mut self) -> &mut T; }
impl<R, F: FnOnce() -> R> FnOnce<()> for AssertUnwindSafe<F> { type Output = R; }
impl<F: Future> Future for AssertUnwindSafe<F> { type Output = F::Output; }
impl<T> UnwindSafe for AssertUnwindSafe<T> {}
impl<T: Default> Default for AssertUnwindSafe<T> {}
impl<T: Debug> Debug for AssertUnwindSafe<T> {}
pub type PanicInfo<'a> = PanicHookInfo<'a>;
pub struct PanicHookInfo<'a> {}
impl<'a> PanicHookInfo<'a> {
    pub fn payload(&self) -> &(dyn Any + Send);
    pub fn payload_as_str(&self) -> Option<&str>;
    pub fn location(&self) -> Option<&Location<'_>>;
    pub fn can_unwind(&self) -> bool;
}
impl Debug for PanicHookInfo<'_> {}
impl Display for PanicHookInfo<'_> {}
pub struct Location<'a> {}
impl<'a> Location<'a> {
    pub const fn caller() -> &'static Location<'static>;
    pub const fn file(&self) -> &str;
    pub const fn line(&self) -> u32;
    pub const fn column(&self) -> u32;
}
impl Clone for Location<'_> {}
impl Copy for Location<'_> {}
impl PartialEq for Location<'_> {}
impl Eq for Location<'_> {}
impl PartialOrd for Location<'_> {}
impl Ord for Location<'_> {}
impl Hash for Location<'_> {}
impl Debug for Location<'_> {}
impl Display for Location<'_> {}
pub enum BacktraceStyle { Short, Full, Off }
impl Clone for BacktraceStyle {}
impl Copy for BacktraceStyle {}
impl PartialEq for BacktraceStyle {}
impl Eq for BacktraceStyle {}
impl Debug for BacktraceStyle {}
