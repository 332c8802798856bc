use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::hash::Hash;

pub trait AsRef<T: ?Sized> {
    fn as_ref(&self) -> &T;
}
pub trait AsMut<T: ?Sized> {
    fn as_mut(&mut self) -> &mut T;
}
pub trait Into<T>: Sized {
    fn into(self) -> T;
}
pub trait From<T>: Sized {
    fn from(value: T) -> Self;
}
pub trait TryInto<T>: Sized {
    type Error;
    fn try_into(self) -> Result<T, Self::Error>;
}
pub trait TryFrom<T>: Sized {
    type Error;
    fn try_from(value: T) -> Result<Self, Self::Error>;
}
impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T {}
impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &mut T {}
impl<T: ?Sized + AsMut<U>, U: ?Sized> AsMut<U> for &mut T {}
impl<T, U: From<T>> Into<U> for T {}
impl<T> From<T> for T {}
impl<T, U: TryFrom<T>> TryInto<U> for T { type Error = U::Error; }
pub enum Infallible {}
impl Clone for Infallible {}
impl Copy for Infallible {}
impl Debug for Infallible {}
impl Display for Infallible {}
impl Error for Infallible {}
impl PartialEq for Infallible {}
impl Eq for Infallible {}
impl Hash for Infallible {}
pub fn identity<T>(x: T) -> T;
