use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::ptr::NonNull;

pub struct Layout { size: usize, align: usize }
impl Layout {
    pub fn from_size_align(size: usize, align: usize) -> Result<Layout, LayoutError>;
    pub fn from_size_align_unchecked(size: usize, align: usize) -> Layout;
    pub fn size(&self) -> usize;
    pub fn align(&self) -> usize;
    pub fn new<T>() -> Layout;
    pub fn for_value<T: ?Sized>(t: &T) -> Layout;
    pub fn dangling(&self) -> NonNull<u8>;
    pub fn align_to(&self, align: usize) -> Result<Layout, LayoutError>;
    pub fn padding_needed_for(&self, align: usize) -> usize;
    pub fn pad_to_align(&self) -> Layout;
    pub fn repeat(&self, n: usize) -> Result<(Layout, usize), LayoutError>;
    pub fn extend(&self, next: Layout) -> Result<(Layout, usize), LayoutError>;
    pub fn array<T>(n: usize) -> Result<Layout, LayoutError>;
}
impl Clone for Layout {}
impl Copy for Layout {}
impl Debug for Layout {}
impl PartialEq for Layout {}
impl Eq for Layout {}
pub struct LayoutError;
impl Debug for LayoutError {}
impl Display for LayoutError {}
impl Error for LayoutError {}
pub struct AllocError;
impl Debug for AllocError {}
impl Display for AllocError {}
impl Error for AllocError {}
pub struct Global;
pub struct System;
pub trait GlobalAlloc {
    fn alloc(&self, layout: Layout) -> *mut u8;
    fn dealloc(&self, ptr: *mut u8, layout: Layout);
    fn alloc_zeroed(&self, layout: Layout) -> *mut u8;
    fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8;
}
impl GlobalAlloc for System {}
pub trait Allocator {
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError>;
    fn allocate_zeroed(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError>;
    fn deallocate(&self, ptr: NonNull<u8>, layout: Layout);
}
impl Allocator for Global {}
impl Allocator for System {}
pub fn alloc(layout: Layout) -> *mut u8;
pub fn dealloc(ptr: *mut u8, layout: Layout);
pub fn realloc(ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8;
pub fn alloc_zeroed(layout: Layout) -> *mut u8;
pub fn handle_alloc_error(layout: Layout) -> !;
