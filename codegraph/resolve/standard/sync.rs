//! std::sync: shared ownership, locks, once cells, channels and atomics (signatures only).
use crate::alloc::AllocError;
use crate::any::Any;
use crate::borrow::{Borrow, Cow, ToOwned};
use crate::error::Error;
use crate::fmt::{Debug, Display, Pointer};
use crate::hash::Hash;
use crate::mem::MaybeUninit;
use crate::ops::{Deref, DerefMut};
use crate::pin::Pin;
use crate::time::Duration;

pub struct Arc<T: ?Sized> {}
impl<T> Arc<T> {
    pub fn new(data: T) -> Arc<T>;
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Arc<T>;
    pub fn new_uninit() -> Arc<MaybeUninit<T>>;
    pub fn new_zeroed() -> Arc<MaybeUninit<T>>;
    pub fn pin(data: T) -> Pin<Arc<T>>;
    pub fn try_new(data: T) -> Result<Arc<T>, AllocError>;
    pub fn try_unwrap(this: Arc<T>) -> Result<T, Arc<T>>;
    pub fn into_inner(this: Arc<T>) -> Option<T>;
}
impl<T> Arc<[T]> { pub fn new_uninit_slice(len: usize) -> Arc<[MaybeUninit<T>]>; }
impl<T> Arc<MaybeUninit<T>> { pub unsafe fn assume_init(self) -> Arc<T>; }
impl<T> Arc<[MaybeUninit<T>]> { pub unsafe fn assume_init(self) -> Arc<[T]>; }
impl<T: ?Sized> Arc<T> {
    pub fn into_raw(this: Arc<T>) -> *const T;
    pub fn as_ptr(this: &Arc<T>) -> *const T;
    pub unsafe fn from_raw(ptr: *const T) -> Arc<T>;
    pub unsafe fn increment_strong_count(ptr: *const T);
    pub unsafe fn decrement_strong_count(ptr: *const T);
    pub fn downgrade(this: &Arc<T>) -> Weak<T>;
    pub fn weak_count(this: &Arc<T>) -> usize;
    pub fn strong_count(this: &Arc<T>) -> usize;
    pub fn ptr_eq(this: &Arc<T>, other: &Arc<T>) -> bool;
    pub fn get_mut(this: &mut Arc<T>) -> Option<&mut T>;
    pub unsafe fn get_mut_unchecked(this: &mut Arc<T>) -> &mut T;
    pub fn is_unique(this: &Arc<T>) -> bool;
}
impl<T: ?Sized + Clone> Arc<T> {
    pub fn make_mut(this: &mut Arc<T>) -> &mut T;
    pub fn unwrap_or_clone(this: Arc<T>) -> T;
}
impl Arc<dyn Any + Send + Sync> { pub fn downcast<T: Any + Send + Sync>(self) -> Result<Arc<T>, Self>; }
impl<T: ?Sized> Clone for Arc<T> { fn clone(&self) -> Arc<T>; }
impl<T: ?Sized> Deref for Arc<T> { type Target = T; fn deref(&self) -> &T; }
impl<T: ?Sized> Borrow<T> for Arc<T> { fn borrow(&self) -> &T; }
impl<T: ?Sized> AsRef<T> for Arc<T> { fn as_ref(&self) -> &T; }
impl<T: ?Sized> Drop for Arc<T> {}
impl<T: Default> Default for Arc<T> { fn default() -> Arc<T>; }
impl Default for Arc<str> { fn default() -> Arc<str>; }
impl<T> Default for Arc<[T]> { fn default() -> Arc<[T]>; }
impl<T: ?Sized + PartialEq> PartialEq for Arc<T> { fn eq(&self, other: &Arc<T>) -> bool; }
impl<T: ?Sized + Eq> Eq for Arc<T> {}
impl<T: ?Sized + PartialOrd> PartialOrd for Arc<T> {}
impl<T: ?Sized + Ord> Ord for Arc<T> {}
impl<T: ?Sized + Hash> Hash for Arc<T> {}
impl<T: ?Sized + Debug> Debug for Arc<T> {}
impl<T: ?Sized + Display> Display for Arc<T> {}
impl<T: ?Sized> Pointer for Arc<T> {}
impl<T: ?Sized + Error> Error for Arc<T> {}
impl<T: ?Sized> Unpin for Arc<T> {}
impl<T: ?Sized + Sync + Send> Send for Arc<T> {}
impl<T: ?Sized + Sync + Send> Sync for Arc<T> {}
impl<T> From<T> for Arc<T> { fn from(t: T) -> Arc<T>; }
impl<T, const N: usize> From<[T; N]> for Arc<[T]> { fn from(v: [T; N]) -> Arc<[T]>; }
impl<T: Clone> From<&[T]> for Arc<[T]> { fn from(v: &[T]) -> Arc<[T]>; }
impl From<&str> for Arc<str> { fn from(v: &str) -> Arc<str>; }
impl<T: ?Sized> From<Box<T>> for Arc<T> { fn from(v: Box<T>) -> Arc<T>; }
impl<'a, B: ?Sized + ToOwned> From<Cow<'a, B>> for Arc<B> { fn from(cow: Cow<'a, B>) -> Arc<B>; }
impl From<Arc<str>> for Arc<[u8]> { fn from(rc: Arc<str>) -> Arc<[u8]>; }
impl<T, const N: usize> TryFrom<Arc<[T]>> for Arc<[T; N]> { type Error = Arc<[T]>; }
impl<T> FromIterator<T> for Arc<[T]> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Arc<[T]>; }
pub struct Weak<T: ?Sized> {}
impl<T> Weak<T> { pub const fn new() -> Weak<T>; }
impl<T: ?Sized> Weak<T> {
    pub fn as_ptr(&self) -> *const T;
    pub fn into_raw(self) -> *const T;
    pub unsafe fn from_raw(ptr: *const T) -> Weak<T>;
    pub fn upgrade(&self) -> Option<Arc<T>>;
    pub fn strong_count(&self) -> usize;
    pub fn weak_count(&self) -> usize;
    pub fn ptr_eq(&self, other: &Weak<T>) -> bool;
}
impl<T: ?Sized> Clone for Weak<T> { fn clone(&self) -> Weak<T>; }
impl<T> Default for Weak<T> { fn default() -> Weak<T>; }
impl<T: ?Sized> Debug for Weak<T> {}
impl<T: ?Sized> Drop for Weak<T> {}

pub type LockResult<T> = Result<T, PoisonError<T>>;
pub type TryLockResult<T> = Result<T, TryLockError<T>>;
pub struct PoisonError<T> {}
impl<T> PoisonError<T> {
    pub fn new(data: T) -> PoisonError<T>;
    pub fn into_inner(self) -> T;
    pub fn get_ref(&self) -> &T;
    pub fn get_mut(&mut self) -> &mut T;
}
impl<T> Debug for PoisonError<T> {}
impl<T> Display for PoisonError<T> {}
impl<T> Error for PoisonError<T> {}
pub enum TryLockError<T> { Poisoned(PoisonError<T>), WouldBlock }
impl<T> From<PoisonError<T>> for TryLockError<T> { fn from(err: PoisonError<T>) -> TryLockError<T>; }
impl<T> Debug for TryLockError<T> {}
impl<T> Display for TryLockError<T> {}
impl<T> Error for TryLockError<T> {}

pub struct Mutex<T: ?Sized> {}
impl<T> Mutex<T> {
    pub const fn new(t: T) -> Mutex<T>;
    pub fn into_inner(self) -> LockResult<T>;
    pub fn get_cloned(&self) -> Result<T, PoisonError<()>> where T: Clone;
    pub fn set(&self, value: T) -> Result<(), PoisonError<T>>;
    pub fn replace(&self, value: T) -> LockResult<T>;
}
impl<T: ?Sized> Mutex<T> {
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>>;
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>>;
    pub fn is_poisoned(&self) -> bool;
    pub fn clear_poison(&self);
    pub fn get_mut(&mut self) -> LockResult<&mut T>;
}
impl<T> From<T> for Mutex<T> { fn from(t: T) -> Self; }
impl<T: Default> Default for Mutex<T> { fn default() -> Mutex<T>; }
impl<T: ?Sized + Debug> Debug for Mutex<T> {}
impl<T: ?Sized + Send> Send for Mutex<T> {}
impl<T: ?Sized + Send> Sync for Mutex<T> {}
pub struct MutexGuard<'a, T: ?Sized> {}
impl<T: ?Sized> Deref for MutexGuard<'_, T> { type Target = T; fn deref(&self) -> &T; }
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> { fn deref_mut(&mut self) -> &mut T; }
impl<T: ?Sized> Drop for MutexGuard<'_, T> {}
impl<T: ?Sized + Debug> Debug for MutexGuard<'_, T> {}
impl<T: ?Sized + Display> Display for MutexGuard<'_, T> {}
impl<'a, T: ?Sized> MutexGuard<'a, T> { pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: Self, f: F) -> MappedMutexGuard<'a, U>; }
pub struct MappedMutexGuard<'a, T: ?Sized> {}
impl<T: ?Sized> Deref for MappedMutexGuard<'_, T> { type Target = T; fn deref(&self) -> &T; }
impl<T: ?Sized> DerefMut for MappedMutexGuard<'_, T> { fn deref_mut(&mut self) -> &mut T; }

pub struct RwLock<T: ?Sized> {}
impl<T> RwLock<T> {
    pub const fn new(t: T) -> RwLock<T>;
    pub fn into_inner(self) -> LockResult<T>;
    pub fn get_cloned(&self) -> Result<T, PoisonError<()>> where T: Clone;
    pub fn set(&self, value: T) -> Result<(), PoisonError<T>>;
    pub fn replace(&self, value: T) -> LockResult<T>;
}
impl<T: ?Sized> RwLock<T> {
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>>;
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>>;
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>>;
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>>;
    pub fn is_poisoned(&self) -> bool;
    pub fn clear_poison(&self);
    pub fn get_mut(&mut self) -> LockResult<&mut T>;
}
impl<T> From<T> for RwLock<T> { fn from(t: T) -> Self; }
impl<T: Default> Default for RwLock<T> { fn default() -> RwLock<T>; }
impl<T: ?Sized + Debug> Debug for RwLock<T> {}
impl<T: ?Sized + Send> Send for RwLock<T> {}
impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}
pub struct RwLockReadGuard<'a, T: ?Sized> {}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> { type Target = T; fn deref(&self) -> &T; }
impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {}
impl<T: ?Sized + Debug> Debug for RwLockReadGuard<'_, T> {}
impl<T: ?Sized + Display> Display for RwLockReadGuard<'_, T> {}
impl<'a, T: ?Sized> RwLockReadGuard<'a, T> { pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Self, f: F) -> MappedRwLockReadGuard<'a, U>; }
pub struct MappedRwLockReadGuard<'a, T: ?Sized> {}
impl<T: ?Sized> Deref for MappedRwLockReadGuard<'_, T> { type Target = T; fn deref(&self) -> &T; }
pub struct RwLockWriteGuard<'a, T: ?Sized> {}
impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T>;
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: Self, f: F) -> MappedRwLockWriteGuard<'a, U>;
}
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> { type Target = T; fn deref(&self) -> &T; }
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> { fn deref_mut(&mut self) -> &mut T; }
impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {}
impl<T: ?Sized + Debug> Debug for RwLockWriteGuard<'_, T> {}
impl<T: ?Sized + Display> Display for RwLockWriteGuard<'_, T> {}
pub struct MappedRwLockWriteGuard<'a, T: ?Sized> {}
impl<T: ?Sized> Deref for MappedRwLockWriteGuard<'_, T> { type Target = T; fn deref(&self) -> &T; }
impl<T: ?Sized> DerefMut for MappedRwLockWriteGuard<'_, T> { fn deref_mut(&mut self) -> &mut T; }

pub struct Condvar {}
impl Condvar {
    pub const fn new() -> Condvar;
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>>;
    pub fn wait_while<'a, T, F: FnMut(&mut T) -> bool>(&self, guard: MutexGuard<'a, T>, condition: F) -> LockResult<MutexGuard<'a, T>>;
    pub fn wait_timeout_ms<'a, T>(&self, guard: MutexGuard<'a, T>, ms: u32) -> LockResult<(MutexGuard<'a, T>, bool)>;
    pub fn wait_timeout<'a, T>(&self, guard: MutexGuard<'a, T>, dur: Duration) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>;
    pub fn wait_timeout_while<'a, T, F: FnMut(&mut T) -> bool>(&self, guard: MutexGuard<'a, T>, dur: Duration, condition: F) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>;
    pub fn notify_one(&self);
    pub fn notify_all(&self);
}
impl Default for Condvar {}
impl Debug for Condvar {}
pub struct WaitTimeoutResult {}
impl WaitTimeoutResult { pub fn timed_out(&self) -> bool; }
impl Clone for WaitTimeoutResult {}
impl Copy for WaitTimeoutResult {}
impl PartialEq for WaitTimeoutResult {}
impl Eq for WaitTimeoutResult {}
impl Debug for WaitTimeoutResult {}
pub struct Barrier {}
impl Barrier {
    pub const fn new(n: usize) -> Barrier;
    pub fn wait(&self) -> BarrierWaitResult;
}
impl Debug for Barrier {}
pub struct BarrierWaitResult {}
impl BarrierWaitResult { pub fn is_leader(&self) -> bool; }
impl Debug for BarrierWaitResult {}
pub struct Once {}
impl Once {
    pub const fn new() -> Once;
    pub fn call_once<F: FnOnce()>(&self, f: F);
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F);
    pub fn is_completed(&self) -> bool;
    pub fn wait(&self);
    pub fn wait_force(&self);
}
impl Debug for Once {}
pub const ONCE_INIT: Once = Once::new();
pub struct OnceState {}
impl OnceState { pub fn is_poisoned(&self) -> bool; }
impl Debug for OnceState {}
pub struct OnceLock<T> {}
impl<T> OnceLock<T> {
    pub const fn new() -> OnceLock<T>;
    pub fn get(&self) -> Option<&T>;
    pub fn get_mut(&mut self) -> Option<&mut T>;
    pub fn wait(&self) -> &T;
    pub fn set(&self, value: T) -> Result<(), T>;
    pub fn try_insert(&self, value: T) -> Result<&T, (&T, T)>;
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T;
    pub fn get_mut_or_init<F: FnOnce() -> T>(&mut self, f: F) -> &mut T;
    pub fn get_or_try_init<F: FnOnce() -> Result<T, E>, E>(&self, f: F) -> Result<&T, E>;
    pub fn into_inner(self) -> Option<T>;
    pub fn take(&mut self) -> Option<T>;
}
impl<T> Default for OnceLock<T> { fn default() -> OnceLock<T>; }
impl<T: Clone> Clone for OnceLock<T> { fn clone(&self) -> OnceLock<T>; }
impl<T> From<T> for OnceLock<T> { fn from(value: T) -> Self; }
impl<T: PartialEq> PartialEq for OnceLock<T> {}
impl<T: Eq> Eq for OnceLock<T> {}
impl<T: Debug> Debug for OnceLock<T> {}
pub struct LazyLock<T, F = fn() -> T> {}
impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    pub const fn new(f: F) -> LazyLock<T, F>;
    pub fn into_inner(this: Self) -> Result<T, F>;
    pub fn force(this: &LazyLock<T, F>) -> &T;
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T;
    pub fn get(this: &LazyLock<T, F>) -> Option<&T>;
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T>;
}
impl<T, F> Deref for LazyLock<T, F> { type Target = T; fn deref(&self) -> &T; }
impl<T: Default> Default for LazyLock<T> { fn default() -> LazyLock<T>; }
impl<T: Debug, F> Debug for LazyLock<T, F> {}
pub struct Exclusive<T: ?Sized> {}
impl<T> Exclusive<T> {
    pub const fn new(t: T) -> Self;
    pub const fn into_inner(self) -> T;
    pub const fn get_mut(&mut self) -> &mut T;
}

pub mod mpsc {
    use crate::error::Error;
    use crate::fmt::{Debug, Display};
    use crate::time::{Duration, Instant};

    pub fn channel<T>() -> (Sender<T>, Receiver<T>);
    pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>);
    pub struct Sender<T> {}
    impl<T> Sender<T> { pub fn send(&self, t: T) -> Result<(), SendError<T>>; }
    impl<T> Clone for Sender<T> { fn clone(&self) -> Sender<T>; }
    impl<T> Drop for Sender<T> {}
    impl<T> Debug for Sender<T> {}
    pub struct SyncSender<T> {}
    impl<T> SyncSender<T> {
        pub fn send(&self, t: T) -> Result<(), SendError<T>>;
        pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>>;
        pub fn send_timeout(&self, t: T, timeout: Duration) -> Result<(), SendTimeoutError<T>>;
    }
    impl<T> Clone for SyncSender<T> { fn clone(&self) -> SyncSender<T>; }
    impl<T> Debug for SyncSender<T> {}
    pub struct Receiver<T> {}
    impl<T> Receiver<T> {
        pub fn try_recv(&self) -> Result<T, TryRecvError>;
        pub fn recv(&self) -> Result<T, RecvError>;
        pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError>;
        pub fn recv_deadline(&self, deadline: Instant) -> Result<T, RecvTimeoutError>;
        pub fn iter(&self) -> Iter<'_, T>;
        pub fn try_iter(&self) -> TryIter<'_, T>;
    }
    impl<T> Debug for Receiver<T> {}
    impl<T> IntoIterator for Receiver<T> { type Item = T; type IntoIter = IntoIter<T>; fn into_iter(self) -> IntoIter<T>; }
    impl<'a, T> IntoIterator for &'a Receiver<T> { type Item = T; type IntoIter = Iter<'a, T>; fn into_iter(self) -> Iter<'a, T>; }
    pub struct Iter<'a, T> {}
    impl<T> Iterator for Iter<'_, T> { type Item = T; }
    pub struct TryIter<'a, T> {}
    impl<T> Iterator for TryIter<'_, T> { type Item = T; }
    pub struct IntoIter<T> {}
    impl<T> Iterator for IntoIter<T> { type Item = T; }
    pub struct SendError<T>(pub T);
    impl<T> Clone for SendError<T> {}
    impl<T> PartialEq for SendError<T> {}
    impl<T> Eq for SendError<T> {}
    impl<T> Debug for SendError<T> {}
    impl<T> Display for SendError<T> {}
    impl<T> Error for SendError<T> {}
    pub struct RecvError;
    impl Clone for RecvError {}
    impl Copy for RecvError {}
    impl PartialEq for RecvError {}
    impl Eq for RecvError {}
    impl Debug for RecvError {}
    impl Display for RecvError {}
    impl Error for RecvError {}
    pub enum TryRecvError { Empty, Disconnected }
    impl Clone for TryRecvError {}
    impl Copy for TryRecvError {}
    impl PartialEq for TryRecvError {}
    impl Eq for TryRecvError {}
    impl Debug for TryRecvError {}
    impl Display for TryRecvError {}
    impl Error for TryRecvError {}
    impl From<RecvError> for TryRecvError { fn from(err: RecvError) -> TryRecvError; }
    pub enum RecvTimeoutError { Timeout, Disconnected }
    impl Clone for RecvTimeoutError {}
    impl Copy for RecvTimeoutError {}
    impl PartialEq for RecvTimeoutError {}
    impl Eq for RecvTimeoutError {}
    impl Debug for RecvTimeoutError {}
    impl Display for RecvTimeoutError {}
    impl Error for RecvTimeoutError {}
    impl From<RecvError> for RecvTimeoutError { fn from(err: RecvError) -> RecvTimeoutError; }
    pub enum TrySendError<T> { Full(T), Disconnected(T) }
    impl<T> Clone for TrySendError<T> {}
    impl<T> PartialEq for TrySendError<T> {}
    impl<T> Eq for TrySendError<T> {}
    impl<T> Debug for TrySendError<T> {}
    impl<T> Display for TrySendError<T> {}
    impl<T> Error for TrySendError<T> {}
    impl<T> From<SendError<T>> for TrySendError<T> { fn from(err: SendError<T>) -> TrySendError<T>; }
    pub enum SendTimeoutError<T> { Timeout(T), Disconnected(T) }
    impl<T> Debug for SendTimeoutError<T> {}
}

pub mod atomic {
    use crate::fmt::{Debug, Pointer};
    use crate::hash::Hash;

    pub enum Ordering { Relaxed, Release, Acquire, AcqRel, SeqCst }
    impl Clone for Ordering {}
    impl Copy for Ordering {}
    impl PartialEq for Ordering {}
    impl Eq for Ordering {}
    impl Hash for Ordering {}
    impl Debug for Ordering {}
    pub fn fence(order: Ordering);
    pub fn compiler_fence(order: Ordering);
    pub fn spin_loop_hint();
    pub struct AtomicBool {}
    impl AtomicBool {
        pub const fn new(v: bool) -> AtomicBool;
        pub const unsafe fn from_ptr<'a>(ptr: *mut bool) -> &'a AtomicBool;
        pub fn get_mut(&mut self) -> &mut bool;
        pub fn get_mut_slice(this: &mut [AtomicBool]) -> &mut [bool];
        pub fn from_mut(v: &mut bool) -> &mut AtomicBool;
        pub const fn into_inner(self) -> bool;
        pub fn load(&self, order: Ordering) -> bool;
        pub fn store(&self, val: bool, order: Ordering);
        pub fn swap(&self, val: bool, order: Ordering) -> bool;
        pub fn compare_and_swap(&self, current: bool, new: bool, order: Ordering) -> bool;
        pub fn compare_exchange(&self, current: bool, new: bool, success: Ordering, failure: Ordering) -> Result<bool, bool>;
        pub fn compare_exchange_weak(&self, current: bool, new: bool, success: Ordering, failure: Ordering) -> Result<bool, bool>;
        pub fn fetch_update<F: FnMut(bool) -> Option<bool>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<bool, bool>;
        pub fn try_update<F: FnMut(bool) -> Option<bool>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<bool, bool>;
        pub fn update<F: FnMut(bool) -> bool>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> bool;
        pub const fn as_ptr(&self) -> *mut bool;
        pub fn fetch_and(&self, val: bool, order: Ordering) -> bool;
        pub fn fetch_nand(&self, val: bool, order: Ordering) -> bool;
        pub fn fetch_or(&self, val: bool, order: Ordering) -> bool;
        pub fn fetch_xor(&self, val: bool, order: Ordering) -> bool;
        pub fn fetch_not(&self, order: Ordering) -> bool;
    }
    impl Default for AtomicBool { fn default() -> Self; }
    impl From<bool> for AtomicBool { fn from(v: bool) -> Self; }
    impl Debug for AtomicBool {}
    impl Sync for AtomicBool {}
    pub struct AtomicI8 {}
    impl AtomicI8 {
        pub const fn new(v: i8) -> AtomicI8;
        pub const unsafe fn from_ptr<'a>(ptr: *mut i8) -> &'a AtomicI8;
        pub fn get_mut(&mut self) -> &mut i8;
        pub fn get_mut_slice(this: &mut [AtomicI8]) -> &mut [i8];
        pub fn from_mut(v: &mut i8) -> &mut AtomicI8;
        pub const fn into_inner(self) -> i8;
        pub fn load(&self, order: Ordering) -> i8;
        pub fn store(&self, val: i8, order: Ordering);
        pub fn swap(&self, val: i8, order: Ordering) -> i8;
        pub fn compare_and_swap(&self, current: i8, new: i8, order: Ordering) -> i8;
        pub fn compare_exchange(&self, current: i8, new: i8, success: Ordering, failure: Ordering) -> Result<i8, i8>;
        pub fn compare_exchange_weak(&self, current: i8, new: i8, success: Ordering, failure: Ordering) -> Result<i8, i8>;
        pub fn fetch_update<F: FnMut(i8) -> Option<i8>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i8, i8>;
        pub fn try_update<F: FnMut(i8) -> Option<i8>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i8, i8>;
        pub fn update<F: FnMut(i8) -> i8>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> i8;
        pub const fn as_ptr(&self) -> *mut i8;
        pub fn fetch_add(&self, val: i8, order: Ordering) -> i8;
        pub fn fetch_sub(&self, val: i8, order: Ordering) -> i8;
        pub fn fetch_and(&self, val: i8, order: Ordering) -> i8;
        pub fn fetch_nand(&self, val: i8, order: Ordering) -> i8;
        pub fn fetch_or(&self, val: i8, order: Ordering) -> i8;
        pub fn fetch_xor(&self, val: i8, order: Ordering) -> i8;
        pub fn fetch_max(&self, val: i8, order: Ordering) -> i8;
        pub fn fetch_min(&self, val: i8, order: Ordering) -> i8;
    }
    impl Default for AtomicI8 { fn default() -> Self; }
    impl From<i8> for AtomicI8 { fn from(v: i8) -> Self; }
    impl Debug for AtomicI8 {}
    impl Sync for AtomicI8 {}
    pub struct AtomicU8 {}
    impl AtomicU8 {
        pub const fn new(v: u8) -> AtomicU8;
        pub const unsafe fn from_ptr<'a>(ptr: *mut u8) -> &'a AtomicU8;
        pub fn get_mut(&mut self) -> &mut u8;
        pub fn get_mut_slice(this: &mut [AtomicU8]) -> &mut [u8];
        pub fn from_mut(v: &mut u8) -> &mut AtomicU8;
        pub const fn into_inner(self) -> u8;
        pub fn load(&self, order: Ordering) -> u8;
        pub fn store(&self, val: u8, order: Ordering);
        pub fn swap(&self, val: u8, order: Ordering) -> u8;
        pub fn compare_and_swap(&self, current: u8, new: u8, order: Ordering) -> u8;
        pub fn compare_exchange(&self, current: u8, new: u8, success: Ordering, failure: Ordering) -> Result<u8, u8>;
        pub fn compare_exchange_weak(&self, current: u8, new: u8, success: Ordering, failure: Ordering) -> Result<u8, u8>;
        pub fn fetch_update<F: FnMut(u8) -> Option<u8>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u8, u8>;
        pub fn try_update<F: FnMut(u8) -> Option<u8>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u8, u8>;
        pub fn update<F: FnMut(u8) -> u8>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> u8;
        pub const fn as_ptr(&self) -> *mut u8;
        pub fn fetch_add(&self, val: u8, order: Ordering) -> u8;
        pub fn fetch_sub(&self, val: u8, order: Ordering) -> u8;
        pub fn fetch_and(&self, val: u8, order: Ordering) -> u8;
        pub fn fetch_nand(&self, val: u8, order: Ordering) -> u8;
        pub fn fetch_or(&self, val: u8, order: Ordering) -> u8;
        pub fn fetch_xor(&self, val: u8, order: Ordering) -> u8;
        pub fn fetch_max(&self, val: u8, order: Ordering) -> u8;
        pub fn fetch_min(&self, val: u8, order: Ordering) -> u8;
    }
    impl Default for AtomicU8 { fn default() -> Self; }
    impl From<u8> for AtomicU8 { fn from(v: u8) -> Self; }
    impl Debug for AtomicU8 {}
    impl Sync for AtomicU8 {}
    pub struct AtomicI16 {}
    impl AtomicI16 {
        pub const fn new(v: i16) -> AtomicI16;
        pub const unsafe fn from_ptr<'a>(ptr: *mut i16) -> &'a AtomicI16;
        pub fn get_mut(&mut self) -> &mut i16;
        pub fn get_mut_slice(this: &mut [AtomicI16]) -> &mut [i16];
        pub fn from_mut(v: &mut i16) -> &mut AtomicI16;
        pub const fn into_inner(self) -> i16;
        pub fn load(&self, order: Ordering) -> i16;
        pub fn store(&self, val: i16, order: Ordering);
        pub fn swap(&self, val: i16, order: Ordering) -> i16;
        pub fn compare_and_swap(&self, current: i16, new: i16, order: Ordering) -> i16;
        pub fn compare_exchange(&self, current: i16, new: i16, success: Ordering, failure: Ordering) -> Result<i16, i16>;
        pub fn compare_exchange_weak(&self, current: i16, new: i16, success: Ordering, failure: Ordering) -> Result<i16, i16>;
        pub fn fetch_update<F: FnMut(i16) -> Option<i16>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i16, i16>;
        pub fn try_update<F: FnMut(i16) -> Option<i16>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i16, i16>;
        pub fn update<F: FnMut(i16) -> i16>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> i16;
        pub const fn as_ptr(&self) -> *mut i16;
        pub fn fetch_add(&self, val: i16, order: Ordering) -> i16;
        pub fn fetch_sub(&self, val: i16, order: Ordering) -> i16;
        pub fn fetch_and(&self, val: i16, order: Ordering) -> i16;
        pub fn fetch_nand(&self, val: i16, order: Ordering) -> i16;
        pub fn fetch_or(&self, val: i16, order: Ordering) -> i16;
        pub fn fetch_xor(&self, val: i16, order: Ordering) -> i16;
        pub fn fetch_max(&self, val: i16, order: Ordering) -> i16;
        pub fn fetch_min(&self, val: i16, order: Ordering) -> i16;
    }
    impl Default for AtomicI16 { fn default() -> Self; }
    impl From<i16> for AtomicI16 { fn from(v: i16) -> Self; }
    impl Debug for AtomicI16 {}
    impl Sync for AtomicI16 {}
    pub struct AtomicU16 {}
    impl AtomicU16 {
        pub const fn new(v: u16) -> AtomicU16;
        pub const unsafe fn from_ptr<'a>(ptr: *mut u16) -> &'a AtomicU16;
        pub fn get_mut(&mut self) -> &mut u16;
        pub fn get_mut_slice(this: &mut [AtomicU16]) -> &mut [u16];
        pub fn from_mut(v: &mut u16) -> &mut AtomicU16;
        pub const fn into_inner(self) -> u16;
        pub fn load(&self, order: Ordering) -> u16;
        pub fn store(&self, val: u16, order: Ordering);
        pub fn swap(&self, val: u16, order: Ordering) -> u16;
        pub fn compare_and_swap(&self, current: u16, new: u16, order: Ordering) -> u16;
        pub fn compare_exchange(&self, current: u16, new: u16, success: Ordering, failure: Ordering) -> Result<u16, u16>;
        pub fn compare_exchange_weak(&self, current: u16, new: u16, success: Ordering, failure: Ordering) -> Result<u16, u16>;
        pub fn fetch_update<F: FnMut(u16) -> Option<u16>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u16, u16>;
        pub fn try_update<F: FnMut(u16) -> Option<u16>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u16, u16>;
        pub fn update<F: FnMut(u16) -> u16>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> u16;
        pub const fn as_ptr(&self) -> *mut u16;
        pub fn fetch_add(&self, val: u16, order: Ordering) -> u16;
        pub fn fetch_sub(&self, val: u16, order: Ordering) -> u16;
        pub fn fetch_and(&self, val: u16, order: Ordering) -> u16;
        pub fn fetch_nand(&self, val: u16, order: Ordering) -> u16;
        pub fn fetch_or(&self, val: u16, order: Ordering) -> u16;
        pub fn fetch_xor(&self, val: u16, order: Ordering) -> u16;
        pub fn fetch_max(&self, val: u16, order: Ordering) -> u16;
        pub fn fetch_min(&self, val: u16, order: Ordering) -> u16;
    }
    impl Default for AtomicU16 { fn default() -> Self; }
    impl From<u16> for AtomicU16 { fn from(v: u16) -> Self; }
    impl Debug for AtomicU16 {}
    impl Sync for AtomicU16 {}
    pub struct AtomicI32 {}
    impl AtomicI32 {
        pub const fn new(v: i32) -> AtomicI32;
        pub const unsafe fn from_ptr<'a>(ptr: *mut i32) -> &'a AtomicI32;
        pub fn get_mut(&mut self) -> &mut i32;
        pub fn get_mut_slice(this: &mut [AtomicI32]) -> &mut [i32];
        pub fn from_mut(v: &mut i32) -> &mut AtomicI32;
        pub const fn into_inner(self) -> i32;
        pub fn load(&self, order: Ordering) -> i32;
        pub fn store(&self, val: i32, order: Ordering);
        pub fn swap(&self, val: i32, order: Ordering) -> i32;
        pub fn compare_and_swap(&self, current: i32, new: i32, order: Ordering) -> i32;
        pub fn compare_exchange(&self, current: i32, new: i32, success: Ordering, failure: Ordering) -> Result<i32, i32>;
        pub fn compare_exchange_weak(&self, current: i32, new: i32, success: Ordering, failure: Ordering) -> Result<i32, i32>;
        pub fn fetch_update<F: FnMut(i32) -> Option<i32>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i32, i32>;
        pub fn try_update<F: FnMut(i32) -> Option<i32>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i32, i32>;
        pub fn update<F: FnMut(i32) -> i32>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> i32;
        pub const fn as_ptr(&self) -> *mut i32;
        pub fn fetch_add(&self, val: i32, order: Ordering) -> i32;
        pub fn fetch_sub(&self, val: i32, order: Ordering) -> i32;
        pub fn fetch_and(&self, val: i32, order: Ordering) -> i32;
        pub fn fetch_nand(&self, val: i32, order: Ordering) -> i32;
        pub fn fetch_or(&self, val: i32, order: Ordering) -> i32;
        pub fn fetch_xor(&self, val: i32, order: Ordering) -> i32;
        pub fn fetch_max(&self, val: i32, order: Ordering) -> i32;
        pub fn fetch_min(&self, val: i32, order: Ordering) -> i32;
    }
    impl Default for AtomicI32 { fn default() -> Self; }
    impl From<i32> for AtomicI32 { fn from(v: i32) -> Self; }
    impl Debug for AtomicI32 {}
    impl Sync for AtomicI32 {}
    pub struct AtomicU32 {}
    impl AtomicU32 {
        pub const fn new(v: u32) -> AtomicU32;
        pub const unsafe fn from_ptr<'a>(ptr: *mut u32) -> &'a AtomicU32;
        pub fn get_mut(&mut self) -> &mut u32;
        pub fn get_mut_slice(this: &mut [AtomicU32]) -> &mut [u32];
        pub fn from_mut(v: &mut u32) -> &mut AtomicU32;
        pub const fn into_inner(self) -> u32;
        pub fn load(&self, order: Ordering) -> u32;
        pub fn store(&self, val: u32, order: Ordering);
        pub fn swap(&self, val: u32, order: Ordering) -> u32;
        pub fn compare_and_swap(&self, current: u32, new: u32, order: Ordering) -> u32;
        pub fn compare_exchange(&self, current: u32, new: u32, success: Ordering, failure: Ordering) -> Result<u32, u32>;
        pub fn compare_exchange_weak(&self, current: u32, new: u32, success: Ordering, failure: Ordering) -> Result<u32, u32>;
        pub fn fetch_update<F: FnMut(u32) -> Option<u32>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u32, u32>;
        pub fn try_update<F: FnMut(u32) -> Option<u32>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u32, u32>;
        pub fn update<F: FnMut(u32) -> u32>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> u32;
        pub const fn as_ptr(&self) -> *mut u32;
        pub fn fetch_add(&self, val: u32, order: Ordering) -> u32;
        pub fn fetch_sub(&self, val: u32, order: Ordering) -> u32;
        pub fn fetch_and(&self, val: u32, order: Ordering) -> u32;
        pub fn fetch_nand(&self, val: u32, order: Ordering) -> u32;
        pub fn fetch_or(&self, val: u32, order: Ordering) -> u32;
        pub fn fetch_xor(&self, val: u32, order: Ordering) -> u32;
        pub fn fetch_max(&self, val: u32, order: Ordering) -> u32;
        pub fn fetch_min(&self, val: u32, order: Ordering) -> u32;
    }
    impl Default for AtomicU32 { fn default() -> Self; }
    impl From<u32> for AtomicU32 { fn from(v: u32) -> Self; }
    impl Debug for AtomicU32 {}
    impl Sync for AtomicU32 {}
    pub struct AtomicI64 {}
    impl AtomicI64 {
        pub const fn new(v: i64) -> AtomicI64;
        pub const unsafe fn from_ptr<'a>(ptr: *mut i64) -> &'a AtomicI64;
        pub fn get_mut(&mut self) -> &mut i64;
        pub fn get_mut_slice(this: &mut [AtomicI64]) -> &mut [i64];
        pub fn from_mut(v: &mut i64) -> &mut AtomicI64;
        pub const fn into_inner(self) -> i64;
        pub fn load(&self, order: Ordering) -> i64;
        pub fn store(&self, val: i64, order: Ordering);
        pub fn swap(&self, val: i64, order: Ordering) -> i64;
        pub fn compare_and_swap(&self, current: i64, new: i64, order: Ordering) -> i64;
        pub fn compare_exchange(&self, current: i64, new: i64, success: Ordering, failure: Ordering) -> Result<i64, i64>;
        pub fn compare_exchange_weak(&self, current: i64, new: i64, success: Ordering, failure: Ordering) -> Result<i64, i64>;
        pub fn fetch_update<F: FnMut(i64) -> Option<i64>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i64, i64>;
        pub fn try_update<F: FnMut(i64) -> Option<i64>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i64, i64>;
        pub fn update<F: FnMut(i64) -> i64>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> i64;
        pub const fn as_ptr(&self) -> *mut i64;
        pub fn fetch_add(&self, val: i64, order: Ordering) -> i64;
        pub fn fetch_sub(&self, val: i64, order: Ordering) -> i64;
        pub fn fetch_and(&self, val: i64, order: Ordering) -> i64;
        pub fn fetch_nand(&self, val: i64, order: Ordering) -> i64;
        pub fn fetch_or(&self, val: i64, order: Ordering) -> i64;
        pub fn fetch_xor(&self, val: i64, order: Ordering) -> i64;
        pub fn fetch_max(&self, val: i64, order: Ordering) -> i64;
        pub fn fetch_min(&self, val: i64, order: Ordering) -> i64;
    }
    impl Default for AtomicI64 { fn default() -> Self; }
    impl From<i64> for AtomicI64 { fn from(v: i64) -> Self; }
    impl Debug for AtomicI64 {}
    impl Sync for AtomicI64 {}
    pub struct AtomicU64 {}
    impl AtomicU64 {
        pub const fn new(v: u64) -> AtomicU64;
        pub const unsafe fn from_ptr<'a>(ptr: *mut u64) -> &'a AtomicU64;
        pub fn get_mut(&mut self) -> &mut u64;
        pub fn get_mut_slice(this: &mut [AtomicU64]) -> &mut [u64];
        pub fn from_mut(v: &mut u64) -> &mut AtomicU64;
        pub const fn into_inner(self) -> u64;
        pub fn load(&self, order: Ordering) -> u64;
        pub fn store(&self, val: u64, order: Ordering);
        pub fn swap(&self, val: u64, order: Ordering) -> u64;
        pub fn compare_and_swap(&self, current: u64, new: u64, order: Ordering) -> u64;
        pub fn compare_exchange(&self, current: u64, new: u64, success: Ordering, failure: Ordering) -> Result<u64, u64>;
        pub fn compare_exchange_weak(&self, current: u64, new: u64, success: Ordering, failure: Ordering) -> Result<u64, u64>;
        pub fn fetch_update<F: FnMut(u64) -> Option<u64>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u64, u64>;
        pub fn try_update<F: FnMut(u64) -> Option<u64>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u64, u64>;
        pub fn update<F: FnMut(u64) -> u64>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> u64;
        pub const fn as_ptr(&self) -> *mut u64;
        pub fn fetch_add(&self, val: u64, order: Ordering) -> u64;
        pub fn fetch_sub(&self, val: u64, order: Ordering) -> u64;
        pub fn fetch_and(&self, val: u64, order: Ordering) -> u64;
        pub fn fetch_nand(&self, val: u64, order: Ordering) -> u64;
        pub fn fetch_or(&self, val: u64, order: Ordering) -> u64;
        pub fn fetch_xor(&self, val: u64, order: Ordering) -> u64;
        pub fn fetch_max(&self, val: u64, order: Ordering) -> u64;
        pub fn fetch_min(&self, val: u64, order: Ordering) -> u64;
    }
    impl Default for AtomicU64 { fn default() -> Self; }
    impl From<u64> for AtomicU64 { fn from(v: u64) -> Self; }
    impl Debug for AtomicU64 {}
    impl Sync for AtomicU64 {}
    pub struct AtomicIsize {}
    impl AtomicIsize {
        pub const fn new(v: isize) -> AtomicIsize;
        pub const unsafe fn from_ptr<'a>(ptr: *mut isize) -> &'a AtomicIsize;
        pub fn get_mut(&mut self) -> &mut isize;
        pub fn get_mut_slice(this: &mut [AtomicIsize]) -> &mut [isize];
        pub fn from_mut(v: &mut isize) -> &mut AtomicIsize;
        pub const fn into_inner(self) -> isize;
        pub fn load(&self, order: Ordering) -> isize;
        pub fn store(&self, val: isize, order: Ordering);
        pub fn swap(&self, val: isize, order: Ordering) -> isize;
        pub fn compare_and_swap(&self, current: isize, new: isize, order: Ordering) -> isize;
        pub fn compare_exchange(&self, current: isize, new: isize, success: Ordering, failure: Ordering) -> Result<isize, isize>;
        pub fn compare_exchange_weak(&self, current: isize, new: isize, success: Ordering, failure: Ordering) -> Result<isize, isize>;
        pub fn fetch_update<F: FnMut(isize) -> Option<isize>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<isize, isize>;
        pub fn try_update<F: FnMut(isize) -> Option<isize>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<isize, isize>;
        pub fn update<F: FnMut(isize) -> isize>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> isize;
        pub const fn as_ptr(&self) -> *mut isize;
        pub fn fetch_add(&self, val: isize, order: Ordering) -> isize;
        pub fn fetch_sub(&self, val: isize, order: Ordering) -> isize;
        pub fn fetch_and(&self, val: isize, order: Ordering) -> isize;
        pub fn fetch_nand(&self, val: isize, order: Ordering) -> isize;
        pub fn fetch_or(&self, val: isize, order: Ordering) -> isize;
        pub fn fetch_xor(&self, val: isize, order: Ordering) -> isize;
        pub fn fetch_max(&self, val: isize, order: Ordering) -> isize;
        pub fn fetch_min(&self, val: isize, order: Ordering) -> isize;
    }
    impl Default for AtomicIsize { fn default() -> Self; }
    impl From<isize> for AtomicIsize { fn from(v: isize) -> Self; }
    impl Debug for AtomicIsize {}
    impl Sync for AtomicIsize {}
    pub struct AtomicUsize {}
    impl AtomicUsize {
        pub const fn new(v: usize) -> AtomicUsize;
        pub const unsafe fn from_ptr<'a>(ptr: *mut usize) -> &'a AtomicUsize;
        pub fn get_mut(&mut self) -> &mut usize;
        pub fn get_mut_slice(this: &mut [AtomicUsize]) -> &mut [usize];
        pub fn from_mut(v: &mut usize) -> &mut AtomicUsize;
        pub const fn into_inner(self) -> usize;
        pub fn load(&self, order: Ordering) -> usize;
        pub fn store(&self, val: usize, order: Ordering);
        pub fn swap(&self, val: usize, order: Ordering) -> usize;
        pub fn compare_and_swap(&self, current: usize, new: usize, order: Ordering) -> usize;
        pub fn compare_exchange(&self, current: usize, new: usize, success: Ordering, failure: Ordering) -> Result<usize, usize>;
        pub fn compare_exchange_weak(&self, current: usize, new: usize, success: Ordering, failure: Ordering) -> Result<usize, usize>;
        pub fn fetch_update<F: FnMut(usize) -> Option<usize>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<usize, usize>;
        pub fn try_update<F: FnMut(usize) -> Option<usize>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<usize, usize>;
        pub fn update<F: FnMut(usize) -> usize>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> usize;
        pub const fn as_ptr(&self) -> *mut usize;
        pub fn fetch_add(&self, val: usize, order: Ordering) -> usize;
        pub fn fetch_sub(&self, val: usize, order: Ordering) -> usize;
        pub fn fetch_and(&self, val: usize, order: Ordering) -> usize;
        pub fn fetch_nand(&self, val: usize, order: Ordering) -> usize;
        pub fn fetch_or(&self, val: usize, order: Ordering) -> usize;
        pub fn fetch_xor(&self, val: usize, order: Ordering) -> usize;
        pub fn fetch_max(&self, val: usize, order: Ordering) -> usize;
        pub fn fetch_min(&self, val: usize, order: Ordering) -> usize;
    }
    impl Default for AtomicUsize { fn default() -> Self; }
    impl From<usize> for AtomicUsize { fn from(v: usize) -> Self; }
    impl Debug for AtomicUsize {}
    impl Sync for AtomicUsize {}
    pub struct AtomicPtr<T> {}
    impl<T> AtomicPtr<T> {
        pub const fn new(v: *mut T) -> AtomicPtr<T>;
        pub const unsafe fn from_ptr<'a>(ptr: *mut *mut T) -> &'a AtomicPtr<T>;
        pub fn get_mut(&mut self) -> &mut *mut T;
        pub fn get_mut_slice(this: &mut [AtomicPtr<T>]) -> &mut [*mut T];
        pub fn from_mut(v: &mut *mut T) -> &mut AtomicPtr<T>;
        pub const fn into_inner(self) -> *mut T;
        pub fn load(&self, order: Ordering) -> *mut T;
        pub fn store(&self, val: *mut T, order: Ordering);
        pub fn swap(&self, val: *mut T, order: Ordering) -> *mut T;
        pub fn compare_and_swap(&self, current: *mut T, new: *mut T, order: Ordering) -> *mut T;
        pub fn compare_exchange(&self, current: *mut T, new: *mut T, success: Ordering, failure: Ordering) -> Result<*mut T, *mut T>;
        pub fn compare_exchange_weak(&self, current: *mut T, new: *mut T, success: Ordering, failure: Ordering) -> Result<*mut T, *mut T>;
        pub fn fetch_update<F: FnMut(*mut T) -> Option<*mut T>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<*mut T, *mut T>;
        pub fn try_update<F: FnMut(*mut T) -> Option<*mut T>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<*mut T, *mut T>;
        pub fn update<F: FnMut(*mut T) -> *mut T>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> *mut T;
        pub const fn as_ptr(&self) -> *mut *mut T;
        pub fn fetch_ptr_add(&self, val: usize, order: Ordering) -> *mut T;
        pub fn fetch_ptr_sub(&self, val: usize, order: Ordering) -> *mut T;
        pub fn fetch_byte_add(&self, val: usize, order: Ordering) -> *mut T;
        pub fn fetch_byte_sub(&self, val: usize, order: Ordering) -> *mut T;
    }
    impl<T> Default for AtomicPtr<T> { fn default() -> Self; }
    impl<T> From<*mut T> for AtomicPtr<T> { fn from(v: *mut T) -> Self; }
    impl<T> Debug for AtomicPtr<T> {}
    impl<T> Sync for AtomicPtr<T> {}
    impl<T> Pointer for AtomicPtr<T> {}
}
