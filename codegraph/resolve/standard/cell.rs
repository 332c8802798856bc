use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::ops::{Deref, DerefMut};

pub struct Cell<T: ?Sized> { value: T }
impl<T: ?Sized> Cell<T> {
    pub fn new(value: T) -> Cell<T>;
    pub fn set(&self, val: T);
    pub fn swap(&self, other: &Cell<T>);
    pub fn replace(&self, val: T) -> T;
    pub fn into_inner(self) -> T;
    pub fn get(&self) -> T;
    pub fn update(&self, f: impl FnOnce(T) -> T);
    pub fn as_ptr(&self) -> *mut T;
    pub fn get_mut(&mut self) -> &mut T;
    pub fn from_mut(t: &mut T) -> &Cell<T>;
    pub fn take(&self) -> T where T: Default;
}
impl<T> Cell<[T]> {
    pub fn as_slice_of_cells(&self) -> &[Cell<T>];
}
impl<T, const N: usize> Cell<[T; N]> {
    pub fn as_array_of_cells(&self) -> &[Cell<T>; N];
}
pub struct RefCell<T: ?Sized> { value: T }
impl<T: ?Sized> RefCell<T> {
    pub fn new(value: T) -> RefCell<T>;
    pub fn into_inner(self) -> T;
    pub fn replace(&self, t: T) -> T;
    pub fn replace_with<F: FnOnce(&mut T) -> T>(&self, f: F) -> T;
    pub fn swap(&self, other: &RefCell<T>);
    pub fn borrow(&self) -> Ref<'_, T>;
    pub fn try_borrow(&self) -> Result<Ref<'_, T>, BorrowError>;
    pub fn borrow_mut(&self) -> RefMut<'_, T>;
    pub fn try_borrow_mut(&self) -> Result<RefMut<'_, T>, BorrowMutError>;
    pub fn as_ptr(&self) -> *mut T;
    pub fn get_mut(&mut self) -> &mut T;
    pub fn undo_leak(&mut self) -> &mut T;
    pub fn try_borrow_unguarded(&self) -> Result<&T, BorrowError>;
    pub fn take(&self) -> T where T: Default;
}
pub struct Ref<'b, T: ?Sized> { value: &'b T }
impl<'b, T: ?Sized> Ref<'b, T> {
    pub fn clone(orig: &Ref<'b, T>) -> Ref<'b, T>;
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Ref<'b, T>, f: F) -> Ref<'b, U>;
    pub fn filter_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(orig: Ref<'b, T>, f: F) -> Result<Ref<'b, U>, Ref<'b, T>>;
    pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&T) -> (&U, &V)>(orig: Ref<'b, T>, f: F) -> (Ref<'b, U>, Ref<'b, V>);
    pub fn leak(orig: Ref<'b, T>) -> &'b T;
}
impl<T: ?Sized> Deref for Ref<'_, T> { type Target = T; }
pub struct RefMut<'b, T: ?Sized> { value: &'b mut T }
impl<'b, T: ?Sized> RefMut<'b, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: RefMut<'b, T>, f: F) -> RefMut<'b, U>;
    pub fn filter_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(orig: RefMut<'b, T>, f: F) -> Result<RefMut<'b, U>, RefMut<'b, T>>;
    pub fn map_split<U: ?Sized, V: ?Sized, F: FnOnce(&mut T) -> (&mut U, &mut V)>(orig: RefMut<'b, T>, f: F) -> (RefMut<'b, U>, RefMut<'b, V>);
    pub fn leak(orig: RefMut<'b, T>) -> &'b mut T;
}
impl<T: ?Sized> Deref for RefMut<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for RefMut<'_, T> {}
pub struct OnceCell<T> { inner: Option<T> }
impl<T> OnceCell<T> {
    pub fn new() -> OnceCell<T>;
    pub fn get(&self) -> Option<&T>;
    pub fn get_mut(&mut self) -> Option<&mut T>;
    pub fn set(&self, value: T) -> Result<(), T>;
    pub fn try_insert(&self, value: T) -> Result<&T, (&T, T)>;
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T;
    pub fn get_mut_or_init<F: FnOnce() -> T>(&mut self, f: F) -> &mut T;
    pub fn get_or_try_init<F: FnOnce() -> Result<T, E>, E>(&self, f: F) -> Result<&T, E>;
    pub fn into_inner(self) -> Option<T>;
    pub fn take(&mut self) -> Option<T>;
}
pub struct LazyCell<T, F = fn() -> T> { state: T, f: F }
impl<T, F: FnOnce() -> T> LazyCell<T, F> {
    pub fn new(f: F) -> LazyCell<T, F>;
    pub fn into_inner(this: LazyCell<T, F>) -> Result<T, F>;
    pub fn force(this: &LazyCell<T, F>) -> &T;
    pub fn force_mut(this: &mut LazyCell<T, F>) -> &mut T;
    pub fn get(this: &LazyCell<T, F>) -> Option<&T>;
    pub fn get_mut(this: &mut LazyCell<T, F>) -> Option<&mut T>;
}
impl<T, F: FnOnce() -> T> Deref for LazyCell<T, F> { type Target = T; }
impl<T, F: FnOnce() -> T> DerefMut for LazyCell<T, F> {}
pub struct UnsafeCell<T: ?Sized> { value: T }
impl<T: ?Sized> UnsafeCell<T> {
    pub fn new(value: T) -> UnsafeCell<T>;
    pub fn into_inner(self) -> T;
    pub fn replace(&self, value: T) -> T;
    pub fn from_mut(value: &mut T) -> &mut UnsafeCell<T>;
    pub fn get(&self) -> *mut T;
    pub fn get_mut(&mut self) -> &mut T;
    pub fn raw_get(this: *const UnsafeCell<T>) -> *mut T;
}
pub struct SyncUnsafeCell<T: ?Sized> { value: UnsafeCell<T> }
impl<T: ?Sized> SyncUnsafeCell<T> {
    pub fn new(value: T) -> SyncUnsafeCell<T>;
    pub fn into_inner(self) -> T;
    pub fn get(&self) -> *mut T;
    pub fn get_mut(&mut self) -> &mut T;
}
pub struct BorrowError { inner: () }
pub struct BorrowMutError { inner: () }
impl<T: Clone> Clone for Cell<T> {}
impl<T: Debug> Debug for Cell<T> {}
impl<T: PartialEq> PartialEq for Cell<T> {}
impl<T: Eq> Eq for Cell<T> {}
impl<T: PartialOrd> PartialOrd for Cell<T> {}
impl<T: Ord> Ord for Cell<T> {}
impl<T: Default> Default for Cell<T> {}
impl<T> From<T> for Cell<T> {}
impl<T: Clone> Clone for RefCell<T> {}
impl<T: Debug> Debug for RefCell<T> {}
impl<T: PartialEq> PartialEq for RefCell<T> {}
impl<T: Eq> Eq for RefCell<T> {}
impl<T: PartialOrd> PartialOrd for RefCell<T> {}
impl<T: Ord> Ord for RefCell<T> {}
impl<T: Default> Default for RefCell<T> {}
impl<T> From<T> for RefCell<T> {}
impl<T: Clone> Clone for OnceCell<T> {}
impl<T: Debug> Debug for OnceCell<T> {}
impl<T: PartialEq> PartialEq for OnceCell<T> {}
impl<T: Eq> Eq for OnceCell<T> {}
impl<T> Default for OnceCell<T> {}
impl<T> From<T> for OnceCell<T> {}
impl<T: Default> Default for UnsafeCell<T> {}
impl<T> From<T> for UnsafeCell<T> {}
impl<T: ?Sized + Debug> Debug for Ref<'_, T> {}
impl<T: ?Sized + Display> Display for Ref<'_, T> {}
impl<T: ?Sized + Debug> Debug for RefMut<'_, T> {}
impl<T: ?Sized + Display> Display for RefMut<'_, T> {}
impl Debug for BorrowError {}
impl Display for BorrowError {}
impl Error for BorrowError {}
impl Debug for BorrowMutError {}
impl Display for BorrowMutError {}
impl Error for BorrowMutError {}
