use crate::fmt::{Debug, Pointer};
use crate::hash::{Hash, Hasher};
use crate::num::NonZero;

impl<T: ?Sized> *const T {
    pub fn is_null(self) -> bool;
    pub fn cast<U>(self) -> *const U;
    pub fn addr(self) -> usize;
    pub fn expose_provenance(self) -> usize;
    pub fn with_addr(self, addr: usize) -> Self;
    pub fn map_addr(self, f: impl FnOnce(usize) -> usize) -> Self;
    pub fn as_ref<'a>(self) -> Option<&'a T>;
    pub fn is_aligned(self) -> bool;
    pub fn align_offset(self, align: usize) -> usize;
    pub fn offset_from(self, origin: *const T) -> isize;
    pub fn byte_offset_from<U: ?Sized>(self, origin: *const U) -> isize;
    pub fn offset_from_unsigned(self, origin: *const T) -> usize;
    pub fn read(self) -> T;
    pub fn read_volatile(self) -> T;
    pub fn read_unaligned(self) -> T;
    pub fn copy_to(self, dest: *mut T, count: usize);
    pub fn copy_to_nonoverlapping(self, dest: *mut T, count: usize);
    pub fn add(self, count: usize) -> Self;
    pub fn sub(self, count: usize) -> Self;
    pub fn wrapping_add(self, count: usize) -> Self;
    pub fn wrapping_sub(self, count: usize) -> Self;
    pub fn byte_add(self, count: usize) -> Self;
    pub fn byte_sub(self, count: usize) -> Self;
    pub fn wrapping_byte_add(self, count: usize) -> Self;
    pub fn wrapping_byte_sub(self, count: usize) -> Self;
    pub fn offset(self, count: isize) -> Self;
    pub fn wrapping_offset(self, count: isize) -> Self;
    pub fn byte_offset(self, count: isize) -> Self;
    pub fn wrapping_byte_offset(self, count: isize) -> Self;
    pub fn cast_mut(self) -> *mut T;
}
impl<T: ?Sized> *mut T {
    pub fn is_null(self) -> bool;
    pub fn cast<U>(self) -> *mut U;
    pub fn addr(self) -> usize;
    pub fn expose_provenance(self) -> usize;
    pub fn with_addr(self, addr: usize) -> Self;
    pub fn map_addr(self, f: impl FnOnce(usize) -> usize) -> Self;
    pub fn as_ref<'a>(self) -> Option<&'a T>;
    pub fn is_aligned(self) -> bool;
    pub fn align_offset(self, align: usize) -> usize;
    pub fn offset_from(self, origin: *const T) -> isize;
    pub fn byte_offset_from<U: ?Sized>(self, origin: *const U) -> isize;
    pub fn offset_from_unsigned(self, origin: *const T) -> usize;
    pub fn read(self) -> T;
    pub fn read_volatile(self) -> T;
    pub fn read_unaligned(self) -> T;
    pub fn copy_to(self, dest: *mut T, count: usize);
    pub fn copy_to_nonoverlapping(self, dest: *mut T, count: usize);
    pub fn add(self, count: usize) -> Self;
    pub fn sub(self, count: usize) -> Self;
    pub fn wrapping_add(self, count: usize) -> Self;
    pub fn wrapping_sub(self, count: usize) -> Self;
    pub fn byte_add(self, count: usize) -> Self;
    pub fn byte_sub(self, count: usize) -> Self;
    pub fn wrapping_byte_add(self, count: usize) -> Self;
    pub fn wrapping_byte_sub(self, count: usize) -> Self;
    pub fn offset(self, count: isize) -> Self;
    pub fn wrapping_offset(self, count: isize) -> Self;
    pub fn byte_offset(self, count: isize) -> Self;
    pub fn wrapping_byte_offset(self, count: isize) -> Self;
    pub fn cast_const(self) -> *const T;
    pub fn as_mut<'a>(self) -> Option<&'a mut T>;
    pub fn write(self, val: T);
    pub fn write_volatile(self, val: T);
    pub fn write_unaligned(self, val: T);
    pub fn write_bytes(self, val: u8, count: usize);
    pub fn replace(self, src: T) -> T;
    pub fn swap(self, with: Self);
    pub fn drop_in_place(self);
    pub fn copy_from(self, src: *const T, count: usize);
    pub fn copy_from_nonoverlapping(self, src: *const T, count: usize);
}
impl<T> *const [T] {
    pub fn len(self) -> usize;
    pub fn is_empty(self) -> bool;
    pub fn as_ptr(self) -> *const T;
}
impl<T: ?Sized> Clone for *const T {}
impl<T: ?Sized> Copy for *const T {}
impl<T: ?Sized> PartialEq for *const T {}
impl<T: ?Sized> Eq for *const T {}
impl<T: ?Sized> PartialOrd for *const T {}
impl<T: ?Sized> Ord for *const T {}
impl<T: ?Sized> Hash for *const T {}
impl<T: ?Sized> Debug for *const T {}
impl<T: ?Sized> Pointer for *const T {}
impl<T> *mut [T] {
    pub fn len(self) -> usize;
    pub fn is_empty(self) -> bool;
    pub fn as_ptr(self) -> *const T;
    pub fn as_mut_ptr(self) -> *mut T;
}
impl<T: ?Sized> Clone for *mut T {}
impl<T: ?Sized> Copy for *mut T {}
impl<T: ?Sized> PartialEq for *mut T {}
impl<T: ?Sized> Eq for *mut T {}
impl<T: ?Sized> PartialOrd for *mut T {}
impl<T: ?Sized> Ord for *mut T {}
impl<T: ?Sized> Hash for *mut T {}
impl<T: ?Sized> Debug for *mut T {}
impl<T: ?Sized> Pointer for *mut T {}
pub struct NonNull<T: ?Sized> { pointer: *const T }
impl<T: ?Sized> NonNull<T> {
    pub fn dangling() -> Self;
    pub fn new_unchecked(ptr: *mut T) -> Self;
    pub fn new(ptr: *mut T) -> Option<Self>;
    pub fn from_ref(r: &T) -> Self;
    pub fn from_mut(r: &mut T) -> Self;
    pub fn as_ptr(self) -> *mut T;
    pub fn as_ref<'a>(&self) -> &'a T;
    pub fn as_mut<'a>(&mut self) -> &'a mut T;
    pub fn cast<U>(self) -> NonNull<U>;
    pub fn addr(self) -> NonZero<usize>;
    pub fn is_aligned(self) -> bool;
    pub fn offset_from(self, origin: NonNull<T>) -> isize;
    pub fn read(self) -> T;
    pub fn read_volatile(self) -> T;
    pub fn read_unaligned(self) -> T;
    pub fn copy_to(self, dest: NonNull<T>, count: usize);
    pub fn copy_to_nonoverlapping(self, dest: NonNull<T>, count: usize);
    pub fn add(self, count: usize) -> Self;
    pub fn sub(self, count: usize) -> Self;
    pub fn wrapping_add(self, count: usize) -> Self;
    pub fn wrapping_sub(self, count: usize) -> Self;
    pub fn byte_add(self, count: usize) -> Self;
    pub fn byte_sub(self, count: usize) -> Self;
    pub fn wrapping_byte_add(self, count: usize) -> Self;
    pub fn wrapping_byte_sub(self, count: usize) -> Self;
    pub fn offset(self, count: isize) -> Self;
    pub fn wrapping_offset(self, count: isize) -> Self;
    pub fn byte_offset(self, count: isize) -> Self;
    pub fn wrapping_byte_offset(self, count: isize) -> Self;
    pub fn write(self, val: T);
    pub fn write_volatile(self, val: T);
    pub fn write_unaligned(self, val: T);
    pub fn write_bytes(self, val: u8, count: usize);
    pub fn replace(self, src: T) -> T;
    pub fn swap(self, with: Self);
    pub fn drop_in_place(self);
    pub fn copy_from(self, src: NonNull<T>, count: usize);
    pub fn copy_from_nonoverlapping(self, src: NonNull<T>, count: usize);
}
impl<T> NonNull<[T]> {
    pub fn slice_from_raw_parts(data: NonNull<T>, len: usize) -> NonNull<[T]>;
    pub fn len(self) -> usize;
    pub fn is_empty(self) -> bool;
    pub fn as_non_null_ptr(self) -> NonNull<T>;
    pub fn as_mut_ptr(self) -> *mut T;
}
impl<T: ?Sized> From<&mut T> for NonNull<T> {}
impl<T: ?Sized> From<&T> for NonNull<T> {}
impl<T: ?Sized> Clone for NonNull<T> {}
impl<T: ?Sized> Copy for NonNull<T> {}
impl<T: ?Sized> PartialEq for NonNull<T> {}
impl<T: ?Sized> Eq for NonNull<T> {}
impl<T: ?Sized> PartialOrd for NonNull<T> {}
impl<T: ?Sized> Ord for NonNull<T> {}
impl<T: ?Sized> Hash for NonNull<T> {}
impl<T: ?Sized> Debug for NonNull<T> {}
impl<T: ?Sized> Pointer for NonNull<T> {}
pub fn null<T: ?Sized>() -> *const T;
pub fn null_mut<T: ?Sized>() -> *mut T;
pub fn dangling<T>() -> *const T;
pub fn dangling_mut<T>() -> *mut T;
pub fn without_provenance<T>(addr: usize) -> *const T;
pub fn without_provenance_mut<T>(addr: usize) -> *mut T;
pub fn with_exposed_provenance<T>(addr: usize) -> *const T;
pub fn with_exposed_provenance_mut<T>(addr: usize) -> *mut T;
pub fn from_ref<T: ?Sized>(r: &T) -> *const T;
pub fn from_mut<T: ?Sized>(r: &mut T) -> *mut T;
pub fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T];
pub fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T];
pub fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool;
pub fn addr_eq<T: ?Sized, U: ?Sized>(p: *const T, q: *const U) -> bool;
pub fn fn_addr_eq<T, U>(f: T, g: U) -> bool;
pub fn hash<T: ?Sized, S: Hasher>(hashee: *const T, into: &mut S);
pub fn read<T>(src: *const T) -> T;
pub fn read_volatile<T>(src: *const T) -> T;
pub fn read_unaligned<T>(src: *const T) -> T;
pub fn write<T>(dst: *mut T, src: T);
pub fn write_volatile<T>(dst: *mut T, src: T);
pub fn write_unaligned<T>(dst: *mut T, src: T);
pub fn write_bytes<T>(dst: *mut T, val: u8, count: usize);
pub fn copy<T>(src: *const T, dst: *mut T, count: usize);
pub fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize);
pub fn replace<T>(dst: *mut T, src: T) -> T;
pub fn swap<T>(a: *mut T, b: *mut T);
pub fn swap_nonoverlapping<T>(x: *mut T, y: *mut T, count: usize);
pub fn drop_in_place<T: ?Sized>(to_drop: *mut T);
