use crate::fmt::Debug;
use crate::future::Future;
use crate::hash::Hash;

pub trait Add<Rhs = Self> {
    type Output;
    fn add(self, rhs: Rhs) -> Self::Output;
}
pub trait AddAssign<Rhs = Self> {
    fn add_assign(&mut self, rhs: Rhs);
}
impl Add for __int { type Output = __int; }
impl Add<&__int> for __int { type Output = __int; }
impl Add<__int> for &__int { type Output = __int; }
impl Add<&__int> for &__int { type Output = __int; }
impl AddAssign for __int {}
impl AddAssign<&__int> for __int {}
impl Add for __float { type Output = __float; }
impl Add<&__float> for __float { type Output = __float; }
impl Add<__float> for &__float { type Output = __float; }
impl Add<&__float> for &__float { type Output = __float; }
impl AddAssign for __float {}
impl AddAssign<&__float> for __float {}
pub trait Sub<Rhs = Self> {
    type Output;
    fn sub(self, rhs: Rhs) -> Self::Output;
}
pub trait SubAssign<Rhs = Self> {
    fn sub_assign(&mut self, rhs: Rhs);
}
impl Sub for __int { type Output = __int; }
impl Sub<&__int> for __int { type Output = __int; }
impl Sub<__int> for &__int { type Output = __int; }
impl Sub<&__int> for &__int { type Output = __int; }
impl SubAssign for __int {}
impl SubAssign<&__int> for __int {}
impl Sub for __float { type Output = __float; }
impl Sub<&__float> for __float { type Output = __float; }
impl Sub<__float> for &__float { type Output = __float; }
impl Sub<&__float> for &__float { type Output = __float; }
impl SubAssign for __float {}
impl SubAssign<&__float> for __float {}
pub trait Mul<Rhs = Self> {
    type Output;
    fn mul(self, rhs: Rhs) -> Self::Output;
}
pub trait MulAssign<Rhs = Self> {
    fn mul_assign(&mut self, rhs: Rhs);
}
impl Mul for __int { type Output = __int; }
impl Mul<&__int> for __int { type Output = __int; }
impl Mul<__int> for &__int { type Output = __int; }
impl Mul<&__int> for &__int { type Output = __int; }
impl MulAssign for __int {}
impl MulAssign<&__int> for __int {}
impl Mul for __float { type Output = __float; }
impl Mul<&__float> for __float { type Output = __float; }
impl Mul<__float> for &__float { type Output = __float; }
impl Mul<&__float> for &__float { type Output = __float; }
impl MulAssign for __float {}
impl MulAssign<&__float> for __float {}
pub trait Div<Rhs = Self> {
    type Output;
    fn div(self, rhs: Rhs) -> Self::Output;
}
pub trait DivAssign<Rhs = Self> {
    fn div_assign(&mut self, rhs: Rhs);
}
impl Div for __int { type Output = __int; }
impl Div<&__int> for __int { type Output = __int; }
impl Div<__int> for &__int { type Output = __int; }
impl Div<&__int> for &__int { type Output = __int; }
impl DivAssign for __int {}
impl DivAssign<&__int> for __int {}
impl Div for __float { type Output = __float; }
impl Div<&__float> for __float { type Output = __float; }
impl Div<__float> for &__float { type Output = __float; }
impl Div<&__float> for &__float { type Output = __float; }
impl DivAssign for __float {}
impl DivAssign<&__float> for __float {}
pub trait Rem<Rhs = Self> {
    type Output;
    fn rem(self, rhs: Rhs) -> Self::Output;
}
pub trait RemAssign<Rhs = Self> {
    fn rem_assign(&mut self, rhs: Rhs);
}
impl Rem for __int { type Output = __int; }
impl Rem<&__int> for __int { type Output = __int; }
impl Rem<__int> for &__int { type Output = __int; }
impl Rem<&__int> for &__int { type Output = __int; }
impl RemAssign for __int {}
impl RemAssign<&__int> for __int {}
impl Rem for __float { type Output = __float; }
impl Rem<&__float> for __float { type Output = __float; }
impl Rem<__float> for &__float { type Output = __float; }
impl Rem<&__float> for &__float { type Output = __float; }
impl RemAssign for __float {}
impl RemAssign<&__float> for __float {}
pub trait BitAnd<Rhs = Self> {
    type Output;
    fn bitand(self, rhs: Rhs) -> Self::Output;
}
pub trait BitAndAssign<Rhs = Self> {
    fn bitand_assign(&mut self, rhs: Rhs);
}
impl BitAnd for __int { type Output = __int; }
impl BitAnd<&__int> for __int { type Output = __int; }
impl BitAnd<__int> for &__int { type Output = __int; }
impl BitAnd<&__int> for &__int { type Output = __int; }
impl BitAndAssign for __int {}
impl BitAndAssign<&__int> for __int {}
impl BitAnd for bool { type Output = bool; }
impl BitAnd<&bool> for bool { type Output = bool; }
impl BitAnd<bool> for &bool { type Output = bool; }
impl BitAnd<&bool> for &bool { type Output = bool; }
impl BitAndAssign for bool {}
impl BitAndAssign<&bool> for bool {}
pub trait BitOr<Rhs = Self> {
    type Output;
    fn bitor(self, rhs: Rhs) -> Self::Output;
}
pub trait BitOrAssign<Rhs = Self> {
    fn bitor_assign(&mut self, rhs: Rhs);
}
impl BitOr for __int { type Output = __int; }
impl BitOr<&__int> for __int { type Output = __int; }
impl BitOr<__int> for &__int { type Output = __int; }
impl BitOr<&__int> for &__int { type Output = __int; }
impl BitOrAssign for __int {}
impl BitOrAssign<&__int> for __int {}
impl BitOr for bool { type Output = bool; }
impl BitOr<&bool> for bool { type Output = bool; }
impl BitOr<bool> for &bool { type Output = bool; }
impl BitOr<&bool> for &bool { type Output = bool; }
impl BitOrAssign for bool {}
impl BitOrAssign<&bool> for bool {}
pub trait BitXor<Rhs = Self> {
    type Output;
    fn bitxor(self, rhs: Rhs) -> Self::Output;
}
pub trait BitXorAssign<Rhs = Self> {
    fn bitxor_assign(&mut self, rhs: Rhs);
}
impl BitXor for __int { type Output = __int; }
impl BitXor<&__int> for __int { type Output = __int; }
impl BitXor<__int> for &__int { type Output = __int; }
impl BitXor<&__int> for &__int { type Output = __int; }
impl BitXorAssign for __int {}
impl BitXorAssign<&__int> for __int {}
impl BitXor for bool { type Output = bool; }
impl BitXor<&bool> for bool { type Output = bool; }
impl BitXor<bool> for &bool { type Output = bool; }
impl BitXor<&bool> for &bool { type Output = bool; }
impl BitXorAssign for bool {}
impl BitXorAssign<&bool> for bool {}
pub trait Shl<Rhs = Self> {
    type Output;
    fn shl(self, rhs: Rhs) -> Self::Output;
}
pub trait ShlAssign<Rhs = Self> {
    fn shl_assign(&mut self, rhs: Rhs);
}
impl Shl for __int { type Output = __int; }
impl Shl<&__int> for __int { type Output = __int; }
impl Shl<__int> for &__int { type Output = __int; }
impl Shl<&__int> for &__int { type Output = __int; }
impl ShlAssign for __int {}
impl ShlAssign<&__int> for __int {}
pub trait Shr<Rhs = Self> {
    type Output;
    fn shr(self, rhs: Rhs) -> Self::Output;
}
pub trait ShrAssign<Rhs = Self> {
    fn shr_assign(&mut self, rhs: Rhs);
}
impl Shr for __int { type Output = __int; }
impl Shr<&__int> for __int { type Output = __int; }
impl Shr<__int> for &__int { type Output = __int; }
impl Shr<&__int> for &__int { type Output = __int; }
impl ShrAssign for __int {}
impl ShrAssign<&__int> for __int {}
pub trait Neg {
    type Output;
    fn neg(self) -> Self::Output;
}
impl Neg for __int { type Output = __int; }
impl Neg for &__int { type Output = __int; }
impl Neg for __float { type Output = __float; }
impl Neg for &__float { type Output = __float; }
pub trait Not {
    type Output;
    fn not(self) -> Self::Output;
}
impl Not for __int { type Output = __int; }
impl Not for &__int { type Output = __int; }
impl Not for bool { type Output = bool; }
impl Not for &bool { type Output = bool; }
pub trait Deref {
    type Target: ?Sized;
    fn deref(&self) -> &Self::Target;
}
pub trait DerefMut: Deref {
    fn deref_mut(&mut self) -> &mut Self::Target;
}
impl<T: ?Sized> Deref for &T { type Target = T; }
impl<T: ?Sized> Deref for &mut T { type Target = T; }
impl<T: ?Sized> DerefMut for &mut T {}
pub trait Drop {
    fn drop(&mut self);
}
pub trait Index<Idx: ?Sized> {
    type Output: ?Sized;
    fn index(&self, index: Idx) -> &Self::Output;
}
pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
    fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
}
pub trait FnOnce<Args> {
    type Output;
    fn call_once(self, args: Args) -> Self::Output;
}
pub trait FnMut<Args>: FnOnce<Args> {
    fn call_mut(&mut self, args: Args) -> Self::Output;
}
pub trait Fn<Args>: FnMut<Args> {
    fn call(&self, args: Args) -> Self::Output;
}
pub trait AsyncFnOnce<Args> {
    type Output;
    type CallOnceFuture: Future<Output = Self::Output>;
    fn async_call_once(self, args: Args) -> Self::CallOnceFuture;
}
pub trait AsyncFnMut<Args>: AsyncFnOnce<Args> {
    type CallRefFuture: Future<Output = Self::Output>;
    fn async_call_mut(&mut self, args: Args) -> Self::CallRefFuture;
}
pub trait AsyncFn<Args>: AsyncFnMut<Args> {
    fn async_call(&self, args: Args) -> Self::CallRefFuture;
}
pub trait CoerceUnsized<T: ?Sized> {}
pub trait DispatchFromDyn<T> {}
pub enum CoroutineState<Y, R> { Yielded(Y), Complete(R) }
pub trait Coroutine<R = ()> {
    type Yield;
    type Return;
    fn resume(self: crate::pin::Pin<&mut Self>, arg: R) -> CoroutineState<Self::Yield, Self::Return>;
}
pub trait Try: FromResidual<Self::Residual> {
    type Output;
    type Residual;
    fn from_output(output: Self::Output) -> Self;
    fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
}
pub trait FromResidual<R> {
    fn from_residual(residual: R) -> Self;
}
pub trait Residual<O> {
    type TryType: Try;
}
pub enum ControlFlow<B, C = ()> { Continue(C), Break(B) }
impl<B, C> ControlFlow<B, C> {
    pub fn is_break(&self) -> bool;
    pub fn is_continue(&self) -> bool;
    pub fn break_value(self) -> Option<B>;
    pub fn break_ok(self) -> Result<B, C>;
    pub fn map_break<T, F: FnOnce(B) -> T>(self, f: F) -> ControlFlow<T, C>;
    pub fn continue_value(self) -> Option<C>;
    pub fn continue_ok(self) -> Result<C, B>;
    pub fn map_continue<T, F: FnOnce(C) -> T>(self, f: F) -> ControlFlow<B, T>;
}
impl<B, C> Try for ControlFlow<B, C> { type Output = C; type Residual = ControlFlow<B, crate::convert::Infallible>; }
impl<B, C> FromResidual<ControlFlow<B, crate::convert::Infallible>> for ControlFlow<B, C> {}
pub enum Bound<T> { Included(T), Excluded(T), Unbounded }
impl<T> Bound<T> {
    pub fn as_ref(&self) -> Bound<&T>;
    pub fn as_mut(&mut self) -> Bound<&mut T>;
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Bound<U>;
}
impl<T: Clone> Bound<&T> {
    pub fn cloned(self) -> Bound<T>;
}
pub struct RangeFull;
pub struct Range<Idx> { pub start: Idx, pub end: Idx }
impl<Idx> Range<Idx> {
    pub fn contains<U: ?Sized>(&self, item: &U) -> bool;
    pub fn is_empty(&self) -> bool;
}
pub struct RangeFrom<Idx> { pub start: Idx }
impl<Idx> RangeFrom<Idx> { pub fn contains<U: ?Sized>(&self, item: &U) -> bool; }
pub struct RangeTo<Idx> { pub end: Idx }
impl<Idx> RangeTo<Idx> { pub fn contains<U: ?Sized>(&self, item: &U) -> bool; }
pub struct RangeInclusive<Idx> { start: Idx, end: Idx }
impl<Idx> RangeInclusive<Idx> {
    pub fn new(start: Idx, end: Idx) -> Self;
    pub fn start(&self) -> &Idx;
    pub fn end(&self) -> &Idx;
    pub fn into_inner(self) -> (Idx, Idx);
    pub fn contains<U: ?Sized>(&self, item: &U) -> bool;
    pub fn is_empty(&self) -> bool;
}
pub struct RangeToInclusive<Idx> { pub end: Idx }
impl<Idx> RangeToInclusive<Idx> { pub fn contains<U: ?Sized>(&self, item: &U) -> bool; }
impl<A: crate::iter::Step> Iterator for Range<A> { type Item = A; }
impl<A: crate::iter::Step> DoubleEndedIterator for Range<A> {}
impl<A: crate::iter::Step> ExactSizeIterator for Range<A> {}
impl<A: crate::iter::Step> Iterator for RangeFrom<A> { type Item = A; }
impl<A: crate::iter::Step> Iterator for RangeInclusive<A> { type Item = A; }
impl<A: crate::iter::Step> DoubleEndedIterator for RangeInclusive<A> {}
impl<A: crate::iter::Step> ExactSizeIterator for RangeInclusive<A> {}
pub trait RangeBounds<T: ?Sized> {
    fn start_bound(&self) -> Bound<&T>;
    fn end_bound(&self) -> Bound<&T>;
    fn contains<U: ?Sized>(&self, item: &U) -> bool;
    fn is_empty(&self) -> bool;
}
pub trait OneSidedRange<T: ?Sized>: RangeBounds<T> {}
pub trait IntoBounds<T>: RangeBounds<T> {
    fn into_bounds(self) -> (Bound<T>, Bound<T>);
    fn intersect<R: IntoBounds<T>>(self, other: R) -> (Bound<T>, Bound<T>);
}
impl<T: ?Sized> RangeBounds<T> for RangeFull {}
impl<T> RangeBounds<T> for (Bound<T>, Bound<T>) {}
impl<T> RangeBounds<T> for Range<T> {}
impl<T> RangeBounds<T> for Range<&T> {}
impl<T> RangeBounds<T> for RangeFrom<T> {}
impl<T> RangeBounds<T> for RangeFrom<&T> {}
impl<T> RangeBounds<T> for RangeTo<T> {}
impl<T> RangeBounds<T> for RangeTo<&T> {}
impl<T> RangeBounds<T> for RangeInclusive<T> {}
impl<T> RangeBounds<T> for RangeInclusive<&T> {}
impl<T> RangeBounds<T> for RangeToInclusive<T> {}
impl<T> RangeBounds<T> for RangeToInclusive<&T> {}
impl<T: Clone> Clone for Range<T> {}
impl<T: PartialEq> PartialEq for Range<T> {}
impl<T: Eq> Eq for Range<T> {}
impl<T: Hash> Hash for Range<T> {}
impl<T: Debug> Debug for Range<T> {}
impl<T: Clone> Clone for RangeFrom<T> {}
impl<T: PartialEq> PartialEq for RangeFrom<T> {}
impl<T: Eq> Eq for RangeFrom<T> {}
impl<T: Hash> Hash for RangeFrom<T> {}
impl<T: Debug> Debug for RangeFrom<T> {}
impl<T: Clone> Clone for RangeTo<T> {}
impl<T: PartialEq> PartialEq for RangeTo<T> {}
impl<T: Eq> Eq for RangeTo<T> {}
impl<T: Hash> Hash for RangeTo<T> {}
impl<T: Debug> Debug for RangeTo<T> {}
impl<T: Clone> Clone for RangeInclusive<T> {}
impl<T: PartialEq> PartialEq for RangeInclusive<T> {}
impl<T: Eq> Eq for RangeInclusive<T> {}
impl<T: Hash> Hash for RangeInclusive<T> {}
impl<T: Debug> Debug for RangeInclusive<T> {}
impl<T: Clone> Clone for RangeToInclusive<T> {}
impl<T: PartialEq> PartialEq for RangeToInclusive<T> {}
impl<T: Eq> Eq for RangeToInclusive<T> {}
impl<T: Hash> Hash for RangeToInclusive<T> {}
impl<T: Debug> Debug for RangeToInclusive<T> {}
impl<T: Clone> Clone for Bound<T> {}
impl<T: PartialEq> PartialEq for Bound<T> {}
impl<T: Eq> Eq for Bound<T> {}
impl<T: Hash> Hash for Bound<T> {}
impl<T: Debug> Debug for Bound<T> {}
impl Clone for RangeFull {}
impl Copy for RangeFull {}
impl Default for RangeFull {}
impl PartialEq for RangeFull {}
impl Eq for RangeFull {}
impl Hash for RangeFull {}
impl Debug for RangeFull {}
impl<T: Copy> Copy for Bound<T> {}
impl<T: Default> Default for Range<T> {}
impl<T: Copy> Copy for RangeTo<T> {}
impl<B: Clone, C: Clone> Clone for ControlFlow<B, C> {}
impl<B: Copy, C: Copy> Copy for ControlFlow<B, C> {}
impl<B: PartialEq, C: PartialEq> PartialEq for ControlFlow<B, C> {}
impl<B: Eq, C: Eq> Eq for ControlFlow<B, C> {}
impl<B: Hash, C: Hash> Hash for ControlFlow<B, C> {}
impl<B: Debug, C: Debug> Debug for ControlFlow<B, C> {}
