use crate::fmt::Debug;
use crate::ops::Try;
use crate::sync::Arc;

pub enum Poll<T> { Ready(T), Pending }
impl<T> Poll<T> {
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U>;
    pub fn is_ready(&self) -> bool;
    pub fn is_pending(&self) -> bool;
}
impl<T, E> Poll<Result<T, E>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Result<U, E>>;
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Result<T, U>>;
}
impl<T, E> Poll<Option<Result<T, E>>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Option<Result<U, E>>>;
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Option<Result<T, U>>>;
}
impl<T: Clone> Clone for Poll<T> {}
impl<T: Copy> Copy for Poll<T> {}
impl<T: Debug> Debug for Poll<T> {}
impl<T: PartialEq> PartialEq for Poll<T> {}
impl<T: Eq> Eq for Poll<T> {}
impl<T: PartialOrd> PartialOrd for Poll<T> {}
impl<T: Ord> Ord for Poll<T> {}
impl<T> From<T> for Poll<T> {}
impl<T, E> Try for Poll<Result<T, E>> { type Output = Poll<T>; type Residual = Result<crate::convert::Infallible, E>; }
impl<T, E> Try for Poll<Option<Result<T, E>>> { type Output = Poll<Option<T>>; type Residual = Result<crate::convert::Infallible, E>; }
pub struct Context<'a> { waker: &'a Waker }
impl<'a> Context<'a> {
    pub fn from_waker(waker: &'a Waker) -> Context<'a>;
    pub fn waker(&self) -> &'a Waker;
}
pub struct Waker { waker: RawWaker }
impl Waker {
    pub fn wake(self);
    pub fn wake_by_ref(&self);
    pub fn will_wake(&self, other: &Waker) -> bool;
    pub fn new(data: *const (), vtable: &'static RawWakerVTable) -> Waker;
    pub fn from_raw(waker: RawWaker) -> Waker;
    pub fn noop() -> &'static Waker;
    pub fn data(&self) -> *const ();
    pub fn vtable(&self) -> &'static RawWakerVTable;
}
impl Clone for Waker {}
impl Debug for Waker {}
impl<W: Wake> From<Arc<W>> for Waker {}
pub struct RawWaker { data: *const () }
impl RawWaker { pub fn new(data: *const (), vtable: &'static RawWakerVTable) -> RawWaker; }
pub struct RawWakerVTable { inner: () }
impl RawWakerVTable { pub fn new(clone: fn(*const ()) -> RawWaker, wake: fn(*const ()), wake_by_ref: fn(*const ()), drop: fn(*const ())) -> RawWakerVTable; }
pub trait Wake {
    fn wake(self: Arc<Self>);
    fn wake_by_ref(self: &Arc<Self>);
}
