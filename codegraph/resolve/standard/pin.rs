use crate::fmt::{Debug, Display};
use crate::future::Future;
use crate::ops::{Deref, DerefMut};

pub struct Pin<Ptr> { pointer: Ptr }
impl<Ptr: Deref> Pin<Ptr> {
    pub fn new(pointer: Ptr) -> Pin<Ptr>;
    pub fn new_unchecked(pointer: Ptr) -> Pin<Ptr>;
    pub fn into_inner(pin: Pin<Ptr>) -> Ptr;
    pub fn into_inner_unchecked(pin: Pin<Ptr>) -> Ptr;
    pub fn as_ref(&self) -> Pin<&Ptr::Target>;
    pub fn as_mut(&mut self) -> Pin<&mut Ptr::Target>;
    pub fn as_deref_mut(self: Pin<&mut Self>) -> Pin<&mut Ptr::Target>;
    pub fn set(&mut self, value: Ptr::Target);
}
impl<'a, T: ?Sized> Pin<&'a T> {
    pub fn map_unchecked<U: ?Sized, F: FnOnce(&T) -> &U>(self, func: F) -> Pin<&'a U>;
    pub fn get_ref(self) -> &'a T;
    pub fn static_ref(r: &'static T) -> Pin<&'static T>;
}
impl<'a, T: ?Sized> Pin<&'a mut T> {
    pub fn into_ref(self) -> Pin<&'a T>;
    pub fn get_mut(self) -> &'a mut T;
    pub fn get_unchecked_mut(self) -> &'a mut T;
    pub fn map_unchecked_mut<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(self, func: F) -> Pin<&'a mut U>;
    pub fn static_mut(r: &'static mut T) -> Pin<&'static mut T>;
}
impl<Ptr: Deref> Deref for Pin<Ptr> { type Target = Ptr::Target; }
impl<Ptr: DerefMut> DerefMut for Pin<Ptr> {}
impl<P: DerefMut> Future for Pin<P> where P::Target: Future { type Output = <P::Target as Future>::Output; }
impl<Ptr: Clone> Clone for Pin<Ptr> {}
impl<Ptr: Copy> Copy for Pin<Ptr> {}
impl<Ptr: Debug> Debug for Pin<Ptr> {}
impl<Ptr: Display> Display for Pin<Ptr> {}
