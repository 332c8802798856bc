use crate::borrow::{Borrow, BorrowMut};
use crate::convert::Infallible;
use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::hash::Hash;
use crate::ops::{Index, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive, Try};

impl<T, const N: usize> [T; N] {
    pub fn map<U, F: FnMut(T) -> U>(self, f: F) -> [U; N];
    pub fn try_map<R: Try, F: FnMut(T) -> R>(self, f: F) -> R;
    pub fn as_slice(&self) -> &[T];
    pub fn as_mut_slice(&mut self) -> &mut [T];
    pub fn each_ref(&self) -> [&T; N];
    pub fn each_mut(&mut self) -> [&mut T; N];
    pub fn split_array_ref<const M: usize>(&self) -> (&[T; M], &[T]);
    pub fn split_array_mut<const M: usize>(&mut self) -> (&mut [T; M], &mut [T]);
    pub fn rsplit_array_ref<const M: usize>(&self) -> (&[T], &[T; M]);
    pub fn rsplit_array_mut<const M: usize>(&mut self) -> (&mut [T], &mut [T; M]);
}
impl<T: Clone, const N: usize> Clone for [T; N] {}
impl<T: Copy, const N: usize> Copy for [T; N] {}
impl<T: Default, const N: usize> Default for [T; N] {}
impl<T: Debug, const N: usize> Debug for [T; N] {}
impl<T: Hash, const N: usize> Hash for [T; N] {}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for [T; N] {}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U]> for [T; N] {}
impl<T: PartialEq<U>, U, const N: usize> PartialEq<&[U]> for [T; N] {}
impl<T: Eq, const N: usize> Eq for [T; N] {}
impl<T: PartialOrd, const N: usize> PartialOrd for [T; N] {}
impl<T: Ord, const N: usize> Ord for [T; N] {}
impl<T, const N: usize> AsRef<[T]> for [T; N] {}
impl<T, const N: usize> AsMut<[T]> for [T; N] {}
impl<T, const N: usize> Borrow<[T]> for [T; N] {}
impl<T, const N: usize> BorrowMut<[T]> for [T; N] {}
impl<T, const N: usize> Index<usize> for [T; N] { type Output = T; }
impl<T, const N: usize> Index<Range<usize>> for [T; N] { type Output = [T]; }
impl<T, const N: usize> Index<RangeFrom<usize>> for [T; N] { type Output = [T]; }
impl<T, const N: usize> Index<RangeTo<usize>> for [T; N] { type Output = [T]; }
impl<T, const N: usize> Index<RangeFull> for [T; N] { type Output = [T]; }
impl<T, const N: usize> Index<RangeInclusive<usize>> for [T; N] { type Output = [T]; }
impl<T, const N: usize> Index<RangeToInclusive<usize>> for [T; N] { type Output = [T]; }
impl<T, const N: usize> IntoIterator for [T; N] { type Item = T; type IntoIter = IntoIter<T, N>; }
impl<'a, T, const N: usize> IntoIterator for &'a [T; N] { type Item = &'a T; type IntoIter = crate::slice::Iter<'a, T>; }
impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] { type Item = &'a mut T; type IntoIter = crate::slice::IterMut<'a, T>; }
impl<T: Copy, const N: usize> TryFrom<&[T]> for [T; N] { type Error = TryFromSliceError; }
impl<T: Copy, const N: usize> TryFrom<&mut [T]> for [T; N] { type Error = TryFromSliceError; }
impl<'a, T, const N: usize> TryFrom<&'a [T]> for &'a [T; N] { type Error = TryFromSliceError; }
impl<'a, T, const N: usize> TryFrom<&'a mut [T]> for &'a mut [T; N] { type Error = TryFromSliceError; }
impl<T> From<(T,)> for [T; 1] {}
impl<T> From<(T, T)> for [T; 2] {}
impl<T> From<(T, T, T)> for [T; 3] {}
pub struct IntoIter<T, const N: usize> { data: [T; N] }
impl<T, const N: usize> IntoIter<T, N> {
    pub fn as_slice(&self) -> &[T];
    pub fn as_mut_slice(&mut self) -> &mut [T];
    pub fn empty() -> IntoIter<T, N>;
}
impl<T, const N: usize> Iterator for IntoIter<T, N> { type Item = T; }
impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {}
impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
impl<T: Clone, const N: usize> Clone for IntoIter<T, N> {}
pub struct TryFromSliceError { inner: () }
impl Debug for TryFromSliceError {}
impl Display for TryFromSliceError {}
impl Error for TryFromSliceError {}
impl Copy for TryFromSliceError {}
impl Clone for TryFromSliceError {}
impl From<Infallible> for TryFromSliceError {}
pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(f: F) -> [T; N];
pub fn try_from_fn<R: Try, const N: usize, F: FnMut(usize) -> R>(f: F) -> Result<[R::Output; N], R>;
pub fn repeat<T: Clone, const N: usize>(val: T) -> [T; N];
pub fn from_ref<T>(s: &T) -> &[T; 1];
pub fn from_mut<T>(s: &mut T) -> &mut [T; 1];
