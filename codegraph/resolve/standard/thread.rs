//! std::thread: spawning, joining, scoped threads and thread locals (signatures only).
use crate::any::Any;
use crate::cell::{Cell, RefCell};
use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::hash::Hash;
use crate::io;
use crate::num::NonZero;
use crate::time::{Duration, Instant};

pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;
pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(f: F) -> JoinHandle<T>;
pub fn scope<'env, F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T, T>(f: F) -> T;
pub fn current() -> Thread;
pub fn yield_now();
pub fn panicking() -> bool;
pub fn sleep(dur: Duration);
pub fn sleep_ms(ms: u32);
pub fn sleep_until(deadline: Instant);
pub fn park();
pub fn park_timeout(dur: Duration);
pub fn park_timeout_ms(ms: u32);
pub fn available_parallelism() -> io::Result<NonZero<usize>>;

pub struct Builder {}
impl Builder {
    pub fn new() -> Builder;
    pub fn name(self, name: String) -> Builder;
    pub fn stack_size(self, size: usize) -> Builder;
    pub fn no_hooks(self) -> Builder;
    pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(self, f: F) -> io::Result<JoinHandle<T>>;
    pub unsafe fn spawn_unchecked<F: FnOnce() -> T + Send, T: Send>(self, f: F) -> io::Result<JoinHandle<T>>;
    pub fn spawn_scoped<'scope, 'env, F: FnOnce() -> T + Send + 'scope, T: Send + 'scope>(self, scope: &'scope Scope<'scope, 'env>, f: F) -> io::Result<ScopedJoinHandle<'scope, T>>;
}
impl Debug for Builder {}
pub struct JoinHandle<T> {}
impl<T> JoinHandle<T> {
    pub fn thread(&self) -> &Thread;
    pub fn join(self) -> Result<T>;
    pub fn is_finished(&self) -> bool;
}
impl<T> Debug for JoinHandle<T> {}
impl<T> Send for JoinHandle<T> {}
impl<T> Sync for JoinHandle<T> {}
pub struct Scope<'scope, 'env: 'scope> {}
impl<'scope, 'env> Scope<'scope, 'env> {
    pub fn spawn<F: FnOnce() -> T + Send + 'scope, T: Send + 'scope>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>;
}
impl Debug for Scope<'_, '_> {}
pub struct ScopedJoinHandle<'scope, T> {}
impl<'scope, T> ScopedJoinHandle<'scope, T> {
    pub fn thread(&self) -> &Thread;
    pub fn join(self) -> Result<T>;
    pub fn is_finished(&self) -> bool;
}
impl<T> Debug for ScopedJoinHandle<'_, T> {}
pub struct Thread {}
impl Thread {
    pub fn unpark(&self);
    pub fn id(&self) -> ThreadId;
    pub fn name(&self) -> Option<&str>;
    pub fn into_raw(self) -> *const ();
}
impl Clone for Thread { fn clone(&self) -> Self; }
impl Debug for Thread {}
pub struct ThreadId {}
impl ThreadId { pub fn as_u64(&self) -> NonZero<u64>; }
impl Clone for ThreadId {}
impl Copy for ThreadId {}
impl PartialEq for ThreadId {}
impl Eq for ThreadId {}
impl Hash for ThreadId {}
impl Debug for ThreadId {}
pub struct LocalKey<T: 'static> {}
impl<T: 'static> LocalKey<T> {
    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R;
    pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> crate::result::Result<R, AccessError>;
}
impl<T: 'static> LocalKey<Cell<T>> {
    pub fn set(&'static self, value: T);
    pub fn get(&'static self) -> T where T: Copy;
    pub fn take(&'static self) -> T where T: Default;
    pub fn replace(&'static self, value: T) -> T;
}
impl<T: 'static> LocalKey<RefCell<T>> {
    pub fn with_borrow<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R;
    pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&'static self, f: F) -> R;
    pub fn set(&'static self, value: T);
    pub fn take(&'static self) -> T where T: Default;
    pub fn replace(&'static self, value: T) -> T;
}
impl<T: 'static> Debug for LocalKey<T> {}
pub struct AccessError {}
impl Clone for AccessError {}
impl Copy for AccessError {}
impl PartialEq for AccessError {}
impl Eq for AccessError {}
impl Debug for AccessError {}
impl Display for AccessError {}
impl Error for AccessError {}
