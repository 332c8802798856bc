use crate::any::Any;
use crate::borrow::{Borrow, Cow};
use crate::fmt::{Debug, Display, Pointer};
use crate::hash::Hash;
use crate::mem::MaybeUninit;
use crate::ops::Deref;
use crate::pin::Pin;

pub struct Rc<T: ?Sized> { ptr: *mut T }
impl<T: ?Sized> Rc<T> {
    pub fn new(value: T) -> Rc<T>;
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Rc<T>;
    pub fn new_uninit() -> Rc<MaybeUninit<T>>;
    pub fn new_zeroed() -> Rc<MaybeUninit<T>>;
    pub fn try_new(value: T) -> Result<Rc<T>, crate::alloc::AllocError>;
    pub fn pin(value: T) -> Pin<Rc<T>>;
    pub fn try_unwrap(this: Rc<T>) -> Result<T, Rc<T>>;
    pub fn into_inner(this: Rc<T>) -> Option<T>;
    pub fn from_raw(ptr: *const T) -> Rc<T>;
    pub fn into_raw(this: Rc<T>) -> *const T;
    pub fn increment_strong_count(ptr: *const T);
    pub fn decrement_strong_count(ptr: *const T);
    pub fn as_ptr(this: &Rc<T>) -> *const T;
    pub fn downgrade(this: &Rc<T>) -> Weak<T>;
    pub fn weak_count(this: &Rc<T>) -> usize;
    pub fn strong_count(this: &Rc<T>) -> usize;
    pub fn get_mut(this: &mut Rc<T>) -> Option<&mut T>;
    pub fn get_mut_unchecked(this: &mut Rc<T>) -> &mut T;
    pub fn ptr_eq(this: &Rc<T>, other: &Rc<T>) -> bool;
    pub fn make_mut(this: &mut Rc<T>) -> &mut T;
    pub fn unwrap_or_clone(this: Rc<T>) -> T where T: Clone;
}
impl<T> Rc<[T]> {
    pub fn new_uninit_slice(len: usize) -> Rc<[MaybeUninit<T>]>;
    pub fn new_zeroed_slice(len: usize) -> Rc<[MaybeUninit<T>]>;
    pub fn into_array<const N: usize>(self) -> Option<Rc<[T; N]>>;
}
impl<T> Rc<MaybeUninit<T>> {
    pub fn assume_init(self) -> Rc<T>;
}
impl<T> Rc<[MaybeUninit<T>]> {
    pub fn assume_init(self) -> Rc<[T]>;
}
impl Rc<dyn Any> {
    pub fn downcast<T: Any>(self) -> Result<Rc<T>, Rc<dyn Any>>;
    pub fn downcast_unchecked<T: Any>(self) -> Rc<T>;
}
impl<T: ?Sized> Deref for Rc<T> { type Target = T; }
impl<T: ?Sized> Clone for Rc<T> {}
impl<T: Default> Default for Rc<T> {}
impl<T> Default for Rc<[T]> {}
impl Default for Rc<str> {}
impl<T: Debug + ?Sized> Debug for Rc<T> {}
impl<T: Display + ?Sized> Display for Rc<T> {}
impl<T: Hash + ?Sized> Hash for Rc<T> {}
impl<T: PartialEq + ?Sized> PartialEq for Rc<T> {}
impl<T: Eq + ?Sized> Eq for Rc<T> {}
impl<T: PartialOrd + ?Sized> PartialOrd for Rc<T> {}
impl<T: Ord + ?Sized> Ord for Rc<T> {}
impl<T: ?Sized> Pointer for Rc<T> {}
impl<T: ?Sized> AsRef<T> for Rc<T> {}
impl<T: ?Sized> Borrow<T> for Rc<T> {}
impl<T> From<T> for Rc<T> {}
impl<T: Clone> From<&[T]> for Rc<[T]> {}
impl<T, const N: usize> From<[T; N]> for Rc<[T]> {}
impl From<&str> for Rc<str> {}
impl From<Rc<str>> for Rc<[u8]> {}
impl<T: ?Sized> From<Box<T>> for Rc<T> {}
impl<'a, B: ?Sized + ToOwned> From<Cow<'a, B>> for Rc<B> {}
impl<T, const N: usize> TryFrom<Rc<[T]>> for Rc<[T; N]> { type Error = Rc<[T]>; }
impl<T> FromIterator<T> for Rc<[T]> {}
pub struct Weak<T: ?Sized> { ptr: *mut T }
impl<T: ?Sized> Weak<T> {
    pub fn new() -> Weak<T>;
    pub fn from_raw(ptr: *const T) -> Weak<T>;
    pub fn as_ptr(&self) -> *const T;
    pub fn into_raw(self) -> *const T;
    pub fn upgrade(&self) -> Option<Rc<T>>;
    pub fn strong_count(&self) -> usize;
    pub fn weak_count(&self) -> usize;
    pub fn ptr_eq(&self, other: &Weak<T>) -> bool;
}
impl<T: ?Sized> Clone for Weak<T> {}
impl<T: ?Sized> Default for Weak<T> {}
impl<T: ?Sized> Debug for Weak<T> {}
pub struct UniqueRc<T: ?Sized> { ptr: *mut T }
impl<T> UniqueRc<T> {
    pub fn new(value: T) -> UniqueRc<T>;
    pub fn into_rc(this: UniqueRc<T>) -> Rc<T>;
    pub fn downgrade(this: &UniqueRc<T>) -> Weak<T>;
}
impl<T: ?Sized> Deref for UniqueRc<T> { type Target = T; }
