pub trait Send {}
pub trait Sync {}
pub trait Sized {}
pub trait Unpin {}
pub trait Copy: Clone {}
pub trait Freeze {}
pub trait Unsize<T: ?Sized> {}
pub trait Tuple {}
pub struct PhantomData<T: ?Sized>;
impl<T: ?Sized> Clone for PhantomData<T> {}
impl<T: ?Sized> Copy for PhantomData<T> {}
impl<T: ?Sized> Default for PhantomData<T> {}
impl<T: ?Sized> PartialEq for PhantomData<T> {}
impl<T: ?Sized> Eq for PhantomData<T> {}
impl<T: ?Sized> PartialOrd for PhantomData<T> {}
impl<T: ?Sized> Ord for PhantomData<T> {}
impl<T: ?Sized> crate::hash::Hash for PhantomData<T> {}
impl<T: ?Sized> crate::fmt::Debug for PhantomData<T> {}
pub struct PhantomPinned;
impl Clone for PhantomPinned {}
impl Copy for PhantomPinned {}
impl Default for PhantomPinned {}
