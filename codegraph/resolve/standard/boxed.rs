use crate::alloc::AllocError;
use crate::any::Any;
use crate::borrow::{Borrow, BorrowMut, Cow};
use crate::error::Error;
use crate::fmt::{Debug, Display, Pointer};
use crate::future::Future;
use crate::hash::{Hash, Hasher};
use crate::mem::MaybeUninit;
use crate::ops::{Deref, DerefMut};
use crate::pin::Pin;
use crate::ptr::NonNull;

pub struct Box<T: ?Sized> { inner: *mut T }
impl<T: ?Sized> Box<T> {
    pub fn new(x: T) -> Box<T>;
    pub fn new_uninit() -> Box<MaybeUninit<T>>;
    pub fn new_zeroed() -> Box<MaybeUninit<T>>;
    pub fn pin(x: T) -> Pin<Box<T>>;
    pub fn try_new(x: T) -> Result<Box<T>, AllocError>;
    pub fn into_boxed_slice(boxed: Box<T>) -> Box<[T]>;
    pub fn into_inner(boxed: Box<T>) -> T;
    pub fn take(boxed: Box<T>) -> (T, Box<MaybeUninit<T>>);
    pub fn map<U>(this: Box<T>, f: impl FnOnce(T) -> U) -> Box<U>;
    pub fn from_raw(raw: *mut T) -> Box<T>;
    pub fn from_non_null(ptr: NonNull<T>) -> Box<T>;
    pub fn into_raw(b: Box<T>) -> *mut T;
    pub fn into_non_null(b: Box<T>) -> NonNull<T>;
    pub fn as_mut_ptr(b: &mut Box<T>) -> *mut T;
    pub fn as_ptr(b: &Box<T>) -> *const T;
    pub fn leak<'a>(b: Box<T>) -> &'a mut T;
    pub fn into_pin(boxed: Box<T>) -> Pin<Box<T>>;
}
impl<T> Box<[T]> {
    pub fn new_uninit_slice(len: usize) -> Box<[MaybeUninit<T>]>;
    pub fn new_zeroed_slice(len: usize) -> Box<[MaybeUninit<T>]>;
    pub fn into_array<const N: usize>(self) -> Option<Box<[T; N]>>;
}
impl<T> Box<MaybeUninit<T>> {
    pub fn assume_init(self) -> Box<T>;
    pub fn write(boxed: Box<MaybeUninit<T>>, value: T) -> Box<T>;
}
impl<T> Box<[MaybeUninit<T>]> {
    pub fn assume_init(self) -> Box<[T]>;
}
impl Box<dyn Any> {
    pub fn downcast<T: Any>(self) -> Result<Box<T>, Box<dyn Any>>;
    pub fn downcast_unchecked<T: Any>(self) -> Box<T>;
}
impl Box<dyn Any + Send> {
    pub fn downcast<T: Any>(self) -> Result<Box<T>, Box<dyn Any + Send>>;
    pub fn downcast_unchecked<T: Any>(self) -> Box<T>;
}
impl Box<dyn Any + Send + Sync> {
    pub fn downcast<T: Any>(self) -> Result<Box<T>, Box<dyn Any + Send + Sync>>;
    pub fn downcast_unchecked<T: Any>(self) -> Box<T>;
}
impl Box<dyn Error> {
    pub fn downcast<T: Error>(self) -> Result<Box<T>, Box<dyn Error>>;
}
impl Box<dyn Error + Send> {
    pub fn downcast<T: Error>(self) -> Result<Box<T>, Box<dyn Error + Send>>;
}
impl Box<dyn Error + Send + Sync> {
    pub fn downcast<T: Error>(self) -> Result<Box<T>, Box<dyn Error + Send + Sync>>;
}
impl<T: ?Sized> Deref for Box<T> { type Target = T; }
impl<T: ?Sized> DerefMut for Box<T> {}
impl<T: Clone> Clone for Box<T> {}
impl<T: Clone> Clone for Box<[T]> {}
impl Clone for Box<str> {}
impl<T: Default> Default for Box<T> {}
impl<T> Default for Box<[T]> {}
impl Default for Box<str> {}
impl<T: Debug + ?Sized> Debug for Box<T> {}
impl<T: Display + ?Sized> Display for Box<T> {}
impl<T: ?Sized> Pointer for Box<T> {}
impl<T: Hash + ?Sized> Hash for Box<T> {}
impl<T: PartialEq + ?Sized> PartialEq for Box<T> {}
impl<T: Eq + ?Sized> Eq for Box<T> {}
impl<T: PartialOrd + ?Sized> PartialOrd for Box<T> {}
impl<T: Ord + ?Sized> Ord for Box<T> {}
impl<T: Iterator + ?Sized> Iterator for Box<T> { type Item = T::Item; }
impl<T: DoubleEndedIterator + ?Sized> DoubleEndedIterator for Box<T> {}
impl<T: ExactSizeIterator + ?Sized> ExactSizeIterator for Box<T> {}
impl<T: Hasher + ?Sized> Hasher for Box<T> {}
impl<T: Future + ?Sized> Future for Box<T> { type Output = T::Output; }
impl<T: Error + ?Sized> Error for Box<T> {}
impl<Args, F: FnOnce<Args> + ?Sized> FnOnce<Args> for Box<F> { type Output = F::Output; }
impl<Args, F: FnMut<Args> + ?Sized> FnMut<Args> for Box<F> {}
impl<Args, F: Fn<Args> + ?Sized> Fn<Args> for Box<F> {}
impl<T: ?Sized> AsRef<T> for Box<T> {}
impl<T: ?Sized> AsMut<T> for Box<T> {}
impl<T: ?Sized> Borrow<T> for Box<T> {}
impl<T: ?Sized> BorrowMut<T> for Box<T> {}
impl<T> From<T> for Box<T> {}
impl<T: Clone> From<&[T]> for Box<[T]> {}
impl From<&str> for Box<str> {}
impl<T, const N: usize> From<[T; N]> for Box<[T]> {}
impl From<Box<str>> for Box<[u8]> {}
impl From<Cow<'_, str>> for Box<str> {}
impl<T: Clone> From<Cow<'_, [T]>> for Box<[T]> {}
impl<T: ?Sized> From<Box<T>> for Pin<Box<T>> {}
impl<'a, E: Error + 'a> From<E> for Box<dyn Error + 'a> {}
impl<'a, E: Error + Send + Sync + 'a> From<E> for Box<dyn Error + Send + Sync + 'a> {}
impl<T, const N: usize> TryFrom<Box<[T]>> for Box<[T; N]> { type Error = Box<[T]>; }
impl<T, const N: usize> TryFrom<Vec<T>> for Box<[T; N]> { type Error = Vec<T>; }
impl<T> IntoIterator for Box<[T]> { type Item = T; type IntoIter = crate::vec::IntoIter<T>; }
impl<'a, T> IntoIterator for &'a Box<[T]> { type Item = &'a T; type IntoIter = crate::slice::Iter<'a, T>; }
impl<'a, T> IntoIterator for &'a mut Box<[T]> { type Item = &'a mut T; type IntoIter = crate::slice::IterMut<'a, T>; }
