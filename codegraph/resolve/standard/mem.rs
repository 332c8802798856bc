use crate::fmt::Debug;
use crate::hash::Hash;
use crate::ops::{Deref, DerefMut};

pub fn forget<T>(t: T);
pub fn size_of<T>() -> usize;
pub fn size_of_val<T: ?Sized>(val: &T) -> usize;
pub fn align_of<T>() -> usize;
pub fn align_of_val<T: ?Sized>(val: &T) -> usize;
pub fn min_align_of<T>() -> usize;
pub fn needs_drop<T: ?Sized>() -> bool;
pub fn zeroed<T>() -> T;
pub fn uninitialized<T>() -> T;
pub fn swap<T>(x: &mut T, y: &mut T);
pub fn take<T: Default>(dest: &mut T) -> T;
pub fn replace<T>(dest: &mut T, src: T) -> T;
pub fn drop<T>(x: T);
pub fn copy<T: Copy>(x: &T) -> T;
pub fn transmute<Src, Dst>(src: Src) -> Dst;
pub fn transmute_copy<Src, Dst>(src: &Src) -> Dst;
pub fn discriminant<T>(v: &T) -> Discriminant<T>;
pub fn variant_count<T>() -> usize;
pub struct Discriminant<T> { inner: T }
impl<T> Clone for Discriminant<T> {}
impl<T> Copy for Discriminant<T> {}
impl<T> PartialEq for Discriminant<T> {}
impl<T> Eq for Discriminant<T> {}
impl<T> Hash for Discriminant<T> {}
impl<T> Debug for Discriminant<T> {}
pub struct ManuallyDrop<T: ?Sized> { value: T }
impl<T: ?Sized> ManuallyDrop<T> {
    pub fn new(value: T) -> ManuallyDrop<T>;
    pub fn into_inner(slot: ManuallyDrop<T>) -> T;
    pub fn take(slot: &mut ManuallyDrop<T>) -> T;
    pub fn drop(slot: &mut ManuallyDrop<T>);
}
impl<T: ?Sized> Deref for ManuallyDrop<T> { type Target = T; }
impl<T: ?Sized> DerefMut for ManuallyDrop<T> {}
impl<T: Clone> Clone for ManuallyDrop<T> {}
impl<T: Default> Default for ManuallyDrop<T> {}
pub union MaybeUninit<T> { uninit: (), value: ManuallyDrop<T> }
impl<T> MaybeUninit<T> {
    pub fn new(val: T) -> MaybeUninit<T>;
    pub fn uninit() -> MaybeUninit<T>;
    pub fn uninit_array<const N: usize>() -> [MaybeUninit<T>; N];
    pub fn zeroed() -> MaybeUninit<T>;
    pub fn write(&mut self, val: T) -> &mut T;
    pub fn as_ptr(&self) -> *const T;
    pub fn as_mut_ptr(&mut self) -> *mut T;
    pub fn assume_init(self) -> T;
    pub fn assume_init_read(&self) -> T;
    pub fn assume_init_drop(&mut self);
    pub fn assume_init_ref(&self) -> &T;
    pub fn assume_init_mut(&mut self) -> &mut T;
    pub fn as_bytes(&self) -> &[MaybeUninit<u8>];
}
impl<T: Copy> Clone for MaybeUninit<T> {}
impl<T: Copy> Copy for MaybeUninit<T> {}
