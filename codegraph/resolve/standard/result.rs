use crate::convert::Infallible;
use crate::fmt::Debug;
use crate::hash::Hash;
use crate::ops::{Deref, DerefMut, FromResidual, Try};

pub enum Result<T, E> { Ok(T), Err(E) }
impl<T, E> Result<T, E> {
    pub fn is_ok(&self) -> bool;
    pub fn is_ok_and(self, f: impl FnOnce(T) -> bool) -> bool;
    pub fn is_err(&self) -> bool;
    pub fn is_err_and(self, f: impl FnOnce(E) -> bool) -> bool;
    pub fn ok(self) -> Option<T>;
    pub fn err(self) -> Option<E>;
    pub fn as_ref(&self) -> Result<&T, &E>;
    pub fn as_mut(&mut self) -> Result<&mut T, &mut E>;
    pub fn map<U, F: FnOnce(T) -> U>(self, op: F) -> Result<U, E>;
    pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U;
    pub fn map_or_else<U, D: FnOnce(E) -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U;
    pub fn map_or_default<U: Default, F: FnOnce(T) -> U>(self, f: F) -> U;
    pub fn map_err<F, O: FnOnce(E) -> F>(self, op: O) -> Result<T, F>;
    pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self;
    pub fn inspect_err<F: FnOnce(&E)>(self, f: F) -> Self;
    pub fn as_deref(&self) -> Result<&T::Target, &E> where T: Deref;
    pub fn as_deref_mut(&mut self) -> Result<&mut T::Target, &mut E> where T: DerefMut;
    pub fn iter(&self) -> Iter<'_, T>;
    pub fn iter_mut(&mut self) -> IterMut<'_, T>;
    pub fn expect(self, msg: &str) -> T where E: Debug;
    pub fn unwrap(self) -> T where E: Debug;
    pub fn unwrap_or_default(self) -> T where T: Default;
    pub fn expect_err(self, msg: &str) -> E where T: Debug;
    pub fn unwrap_err(self) -> E where T: Debug;
    pub fn into_ok(self) -> T;
    pub fn into_err(self) -> E;
    pub fn and<U>(self, res: Result<U, E>) -> Result<U, E>;
    pub fn and_then<U, F: FnOnce(T) -> Result<U, E>>(self, op: F) -> Result<U, E>;
    pub fn or<F>(self, res: Result<T, F>) -> Result<T, F>;
    pub fn or_else<F, O: FnOnce(E) -> Result<T, F>>(self, op: O) -> Result<T, F>;
    pub fn unwrap_or(self, default: T) -> T;
    pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, op: F) -> T;
    pub fn unwrap_unchecked(self) -> T;
    pub fn unwrap_err_unchecked(self) -> E;
}
impl<T, E> Result<&T, E> {
    pub fn copied(self) -> Result<T, E>;
    pub fn cloned(self) -> Result<T, E>;
}
impl<T, E> Result<&mut T, E> {
    pub fn copied(self) -> Result<T, E>;
    pub fn cloned(self) -> Result<T, E>;
}
impl<T, E> Result<Option<T>, E> {
    pub fn transpose(self) -> Option<Result<T, E>>;
}
impl<T, E> Result<Result<T, E>, E> {
    pub fn flatten(self) -> Result<T, E>;
}
impl<T: Clone, E: Clone> Clone for Result<T, E> {}
impl<T: Copy, E: Copy> Copy for Result<T, E> {}
impl<T: PartialEq, E: PartialEq> PartialEq for Result<T, E> {}
impl<T: Eq, E: Eq> Eq for Result<T, E> {}
impl<T: PartialOrd, E: PartialOrd> PartialOrd for Result<T, E> {}
impl<T: Ord, E: Ord> Ord for Result<T, E> {}
impl<T: Hash, E: Hash> Hash for Result<T, E> {}
impl<T: Debug, E: Debug> Debug for Result<T, E> {}
impl<T, E> IntoIterator for Result<T, E> { type Item = T; type IntoIter = IntoIter<T>; }
impl<'a, T, E> IntoIterator for &'a Result<T, E> { type Item = &'a T; type IntoIter = Iter<'a, T>; }
impl<'a, T, E> IntoIterator for &'a mut Result<T, E> { type Item = &'a mut T; type IntoIter = IterMut<'a, T>; }
impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {}
impl<T, E> Try for Result<T, E> { type Output = T; type Residual = Result<Infallible, E>; }
impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Result<T, F> {}
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
