use crate::borrow::{Borrow, BorrowMut, Cow};
use crate::boxed::Box;
use crate::collections::{BinaryHeap, TryReserveError, VecDeque};
use crate::ffi::CString;
use crate::fmt::Debug;
use crate::hash::Hash;
use crate::mem::MaybeUninit;
use crate::ops::{Deref, DerefMut, Index, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::ptr::NonNull;
use crate::rc::Rc;
use crate::sync::Arc;

pub struct Vec<T> { buf: T, len: usize }
impl<T> Vec<T> {
    pub fn new() -> Vec<T>;
    pub fn with_capacity(capacity: usize) -> Vec<T>;
    pub fn try_with_capacity(capacity: usize) -> Result<Vec<T>, TryReserveError>;
    pub fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> Vec<T>;
    pub fn into_raw_parts(self) -> (*mut T, usize, usize);
    pub fn capacity(&self) -> usize;
    pub fn reserve(&mut self, additional: usize);
    pub fn reserve_exact(&mut self, additional: usize);
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
    pub fn shrink_to_fit(&mut self);
    pub fn shrink_to(&mut self, min_capacity: usize);
    pub fn into_boxed_slice(self) -> Box<[T]>;
    pub fn truncate(&mut self, len: usize);
    pub fn as_slice(&self) -> &[T];
    pub fn as_mut_slice(&mut self) -> &mut [T];
    pub fn as_ptr(&self) -> *const T;
    pub fn as_mut_ptr(&mut self) -> *mut T;
    pub fn as_non_null(&mut self) -> NonNull<T>;
    pub fn set_len(&mut self, new_len: usize);
    pub fn swap_remove(&mut self, index: usize) -> T;
    pub fn insert(&mut self, index: usize, element: T);
    pub fn insert_mut(&mut self, index: usize, element: T) -> &mut T;
    pub fn remove(&mut self, index: usize) -> T;
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, f: F);
    pub fn dedup_by_key<F: FnMut(&mut T) -> K, K: PartialEq>(&mut self, key: F);
    pub fn dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, same_bucket: F);
    pub fn dedup(&mut self) where T: PartialEq;
    pub fn push(&mut self, value: T);
    pub fn push_mut(&mut self, value: T) -> &mut T;
    pub fn push_within_capacity(&mut self, value: T) -> Result<(), T>;
    pub fn pop(&mut self) -> Option<T>;
    pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T>;
    pub fn append(&mut self, other: &mut Vec<T>);
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T>;
    pub fn clear(&mut self);
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn split_off(&mut self, at: usize) -> Vec<T>;
    pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, f: F);
    pub fn leak<'a>(self) -> &'a mut [T];
    pub fn spare_capacity_mut(&mut self) -> &mut [MaybeUninit<T>];
    pub fn resize(&mut self, new_len: usize, value: T) where T: Clone;
    pub fn extend_from_slice(&mut self, other: &[T]) where T: Clone;
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) where T: Clone;
    pub fn splice<R: RangeBounds<usize>, I: IntoIterator<Item = T>>(&mut self, range: R, replace_with: I) -> Splice<'_, I::IntoIter>;
    pub fn extract_if<F: FnMut(&mut T) -> bool, R: RangeBounds<usize>>(&mut self, range: R, filter: F) -> ExtractIf<'_, T, F>;
}
impl<T, const N: usize> Vec<[T; N]> {
    pub fn into_flattened(self) -> Vec<T>;
}
impl<T> Deref for Vec<T> { type Target = [T]; }
impl<T> DerefMut for Vec<T> {}
impl<T: Clone> Clone for Vec<T> {}
impl<T> Default for Vec<T> {}
impl<T: Debug> Debug for Vec<T> {}
impl<T: Hash> Hash for Vec<T> {}
impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for Vec<T> {}
impl<T: PartialEq<U>, U> PartialEq<[U]> for Vec<T> {}
impl<T: PartialEq<U>, U> PartialEq<&[U]> for Vec<T> {}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for Vec<T> {}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<&[U; N]> for Vec<T> {}
impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for [T] {}
impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for &[T] {}
impl<T: Eq> Eq for Vec<T> {}
impl<T: PartialOrd> PartialOrd for Vec<T> {}
impl<T: Ord> Ord for Vec<T> {}
impl<T> Index<usize> for Vec<T> { type Output = T; }
impl<T> Index<Range<usize>> for Vec<T> { type Output = [T]; }
impl<T> Index<RangeFrom<usize>> for Vec<T> { type Output = [T]; }
impl<T> Index<RangeTo<usize>> for Vec<T> { type Output = [T]; }
impl<T> Index<RangeFull> for Vec<T> { type Output = [T]; }
impl<T> Index<RangeInclusive<usize>> for Vec<T> { type Output = [T]; }
impl<T> Index<RangeToInclusive<usize>> for Vec<T> { type Output = [T]; }
impl<T> FromIterator<T> for Vec<T> {}
impl<T> Extend<T> for Vec<T> {}
impl<'a, T: Copy + 'a> Extend<&'a T> for Vec<T> {}
impl<T> IntoIterator for Vec<T> { type Item = T; type IntoIter = IntoIter<T>; }
impl<'a, T> IntoIterator for &'a Vec<T> { type Item = &'a T; type IntoIter = crate::slice::Iter<'a, T>; }
impl<'a, T> IntoIterator for &'a mut Vec<T> { type Item = &'a mut T; type IntoIter = crate::slice::IterMut<'a, T>; }
impl<T> AsRef<Vec<T>> for Vec<T> {}
impl<T> AsRef<[T]> for Vec<T> {}
impl<T> AsMut<Vec<T>> for Vec<T> {}
impl<T> AsMut<[T]> for Vec<T> {}
impl<T> Borrow<[T]> for Vec<T> {}
impl<T> BorrowMut<[T]> for Vec<T> {}
impl<T: Clone> From<&[T]> for Vec<T> {}
impl<T: Clone> From<&mut [T]> for Vec<T> {}
impl<T, const N: usize> From<[T; N]> for Vec<T> {}
impl<T: Clone, const N: usize> From<&[T; N]> for Vec<T> {}
impl<'a, T: Clone> From<Cow<'a, [T]>> for Vec<T> {}
impl<T> From<Box<[T]>> for Vec<T> {}
impl<T> From<VecDeque<T>> for Vec<T> {}
impl<T> From<BinaryHeap<T>> for Vec<T> {}
impl From<&str> for Vec<u8> {}
impl From<String> for Vec<u8> {}
impl From<CString> for Vec<u8> {}
impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] { type Error = Vec<T>; }
impl<T> From<Vec<T>> for Box<[T]> {}
impl<T> From<Vec<T>> for Rc<[T]> {}
impl<T> From<Vec<T>> for Arc<[T]> {}
impl<'a, T: Clone> From<Vec<T>> for Cow<'a, [T]> {}
impl<T> FromIterator<T> for Box<[T]> {}
pub struct IntoIter<T> { inner: T }
impl<T> IntoIter<T> {
    pub fn as_slice(&self) -> &[T];
    pub fn as_mut_slice(&mut self) -> &mut [T];
}
impl<T> Iterator for IntoIter<T> { type Item = T; }
impl<T> DoubleEndedIterator for IntoIter<T> {}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T: Clone> Clone for IntoIter<T> {}
impl<T> Default for IntoIter<T> {}
impl<T: Debug> Debug for IntoIter<T> {}
impl<T> AsRef<[T]> for IntoIter<T> {}
pub struct Drain<'a, T> { inner: &'a T }
impl<'a, T> Drain<'a, T> {
    pub fn as_slice(&self) -> &[T];
    pub fn keep_rest(self);
}
impl<'a, T> Iterator for Drain<'a, T> { type Item = T; }
impl<'a, T> DoubleEndedIterator for Drain<'a, T> {}
impl<'a, T> ExactSizeIterator for Drain<'a, T> {}
pub struct Splice<'a, I: Iterator> { inner: &'a I }
impl<'a, I: Iterator> Iterator for Splice<'a, I> { type Item = I::Item; }
impl<'a, I: Iterator> DoubleEndedIterator for Splice<'a, I> {}
impl<'a, I: Iterator> ExactSizeIterator for Splice<'a, I> {}
pub struct ExtractIf<'a, T, F> { inner: &'a T, f: F }
impl<'a, T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'a, T, F> { type Item = T; }
pub fn from_elem<T: Clone>(elem: T, n: usize) -> Vec<T>;
