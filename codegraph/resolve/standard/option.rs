use crate::convert::Infallible;
use crate::fmt::Debug;
use crate::hash::Hash;
use crate::ops::{Deref, DerefMut, FromResidual, Try};
use crate::pin::Pin;

pub enum Option<T> { None, Some(T) }
impl<T> Option<T> {
    pub fn is_some(&self) -> bool;
    pub fn is_some_and(self, f: impl FnOnce(T) -> bool) -> bool;
    pub fn is_none(&self) -> bool;
    pub fn is_none_or(self, f: impl FnOnce(T) -> bool) -> bool;
    pub fn as_ref(&self) -> Option<&T>;
    pub fn as_mut(&mut self) -> Option<&mut T>;
    pub fn as_pin_ref(self: Pin<&Self>) -> Option<Pin<&T>>;
    pub fn as_pin_mut(self: Pin<&mut Self>) -> Option<Pin<&mut T>>;
    pub fn as_slice(&self) -> &[T];
    pub fn as_mut_slice(&mut self) -> &mut [T];
    pub fn expect(self, msg: &str) -> T;
    pub fn unwrap(self) -> T;
    pub fn unwrap_or(self, default: T) -> T;
    pub fn unwrap_or_else<F: FnOnce() -> T>(self, f: F) -> T;
    pub fn unwrap_or_default(self) -> T where T: Default;
    pub fn unwrap_unchecked(self) -> T;
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U>;
    pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self;
    pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U;
    pub fn map_or_else<U, D: FnOnce() -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U;
    pub fn map_or_default<U: Default, F: FnOnce(T) -> U>(self, f: F) -> U;
    pub fn ok_or<E>(self, err: E) -> Result<T, E>;
    pub fn ok_or_else<E, F: FnOnce() -> E>(self, err: F) -> Result<T, E>;
    pub fn as_deref(&self) -> Option<&T::Target> where T: Deref;
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target> where T: DerefMut;
    pub fn iter(&self) -> Iter<'_, T>;
    pub fn iter_mut(&mut self) -> IterMut<'_, T>;
    pub fn and<U>(self, optb: Option<U>) -> Option<U>;
    pub fn and_then<U, F: FnOnce(T) -> Option<U>>(self, f: F) -> Option<U>;
    pub fn filter<P: FnOnce(&T) -> bool>(self, predicate: P) -> Self;
    pub fn or(self, optb: Option<T>) -> Option<T>;
    pub fn or_else<F: FnOnce() -> Option<T>>(self, f: F) -> Option<T>;
    pub fn xor(self, optb: Option<T>) -> Option<T>;
    pub fn insert(&mut self, value: T) -> &mut T;
    pub fn get_or_insert(&mut self, value: T) -> &mut T;
    pub fn get_or_insert_default(&mut self) -> &mut T where T: Default;
    pub fn get_or_insert_with<F: FnOnce() -> T>(&mut self, f: F) -> &mut T;
    pub fn take(&mut self) -> Option<T>;
    pub fn take_if<P: FnOnce(&mut T) -> bool>(&mut self, predicate: P) -> Option<T>;
    pub fn replace(&mut self, value: T) -> Option<T>;
    pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)>;
    pub fn zip_with<U, F: FnOnce(T, U) -> R, R>(self, other: Option<U>, f: F) -> Option<R>;
    pub fn reduce<U, R, F: FnOnce(T, U) -> R>(self, other: Option<U>, f: F) -> Option<R>;
}
impl<T, U> Option<(T, U)> {
    pub fn unzip(self) -> (Option<T>, Option<U>);
}
impl<T> Option<&T> {
    pub fn copied(self) -> Option<T>;
    pub fn cloned(self) -> Option<T>;
}
impl<T> Option<&mut T> {
    pub fn copied(self) -> Option<T>;
    pub fn cloned(self) -> Option<T>;
}
impl<T, E> Option<Result<T, E>> {
    pub fn transpose(self) -> Result<Option<T>, E>;
}
impl<T> Option<Option<T>> {
    pub fn flatten(self) -> Option<T>;
}
impl<T: Clone> Clone for Option<T> {}
impl<T: Copy> Copy for Option<T> {}
impl<T> Default for Option<T> {}
impl<T: PartialEq> PartialEq for Option<T> {}
impl<T: Eq> Eq for Option<T> {}
impl<T: PartialOrd> PartialOrd for Option<T> {}
impl<T: Ord> Ord for Option<T> {}
impl<T: Hash> Hash for Option<T> {}
impl<T: Debug> Debug for Option<T> {}
impl<T> From<T> for Option<T> {}
impl<'a, T> From<&'a Option<T>> for Option<&'a T> {}
impl<'a, T> From<&'a mut Option<T>> for Option<&'a mut T> {}
impl<T> IntoIterator for Option<T> { type Item = T; type IntoIter = IntoIter<T>; }
impl<'a, T> IntoIterator for &'a Option<T> { type Item = &'a T; type IntoIter = Iter<'a, T>; }
impl<'a, T> IntoIterator for &'a mut Option<T> { type Item = &'a mut T; type IntoIter = IterMut<'a, T>; }
impl<A, V: FromIterator<A>> FromIterator<Option<A>> for Option<V> {}
impl<T> Try for Option<T> { type Output = T; type Residual = Option<Infallible>; }
impl<T> FromResidual<Option<Infallible>> for Option<T> {}
pub struct Iter<'a, T> { inner: &'a T }
impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {}
impl<'a, T> ExactSizeIterator for Iter<'a, T> {}
impl<'a, T> Clone for Iter<'a, T> {}
pub struct IterMut<'a, T> { inner: &'a mut T }
impl<'a, T> Iterator for IterMut<'a, T> { type Item = &'a mut T; }
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {}
impl<'a, T> ExactSizeIterator for IterMut<'a, T> {}
pub struct IntoIter<T> { inner: T }
impl<T> Iterator for IntoIter<T> { type Item = T; }
impl<T> DoubleEndedIterator for IntoIter<T> {}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T: Clone> Clone for IntoIter<T> {}
