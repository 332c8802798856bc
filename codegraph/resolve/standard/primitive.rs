use crate::fmt::{Debug, Display, Pointer};
use crate::hash::Hash;

impl bool {
    pub fn then_some<T>(self, t: T) -> Option<T>;
    pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T>;
    pub fn ok_or<E>(self, err: E) -> Result<(), E>;
    pub fn ok_or_else<E, F: FnOnce() -> E>(self, f: F) -> Result<(), E>;
    pub fn select_unpredictable<T>(self, true_val: T, false_val: T) -> T;
}
impl Clone for bool {}
impl Copy for bool {}
impl Default for bool {}
impl Debug for bool {}
impl Display for bool {}
impl PartialEq for bool {}
impl Eq for bool {}
impl PartialOrd for bool {}
impl Ord for bool {}
impl Hash for bool {}
impl Clone for () {}
impl<A: Clone> Clone for (A,) {}
impl<A: Clone, B: Clone> Clone for (A, B) {}
impl<A: Clone, B: Clone, C: Clone> Clone for (A, B, C) {}
impl<A: Clone, B: Clone, C: Clone, D: Clone> Clone for (A, B, C, D) {}
impl Copy for () {}
impl<A: Copy> Copy for (A,) {}
impl<A: Copy, B: Copy> Copy for (A, B) {}
impl<A: Copy, B: Copy, C: Copy> Copy for (A, B, C) {}
impl<A: Copy, B: Copy, C: Copy, D: Copy> Copy for (A, B, C, D) {}
impl Default for () {}
impl<A: Default> Default for (A,) {}
impl<A: Default, B: Default> Default for (A, B) {}
impl<A: Default, B: Default, C: Default> Default for (A, B, C) {}
impl<A: Default, B: Default, C: Default, D: Default> Default for (A, B, C, D) {}
impl Debug for () {}
impl<A: Debug> Debug for (A,) {}
impl<A: Debug, B: Debug> Debug for (A, B) {}
impl<A: Debug, B: Debug, C: Debug> Debug for (A, B, C) {}
impl<A: Debug, B: Debug, C: Debug, D: Debug> Debug for (A, B, C, D) {}
impl PartialEq for () {}
impl<A: PartialEq> PartialEq for (A,) {}
impl<A: PartialEq, B: PartialEq> PartialEq for (A, B) {}
impl<A: PartialEq, B: PartialEq, C: PartialEq> PartialEq for (A, B, C) {}
impl<A: PartialEq, B: PartialEq, C: PartialEq, D: PartialEq> PartialEq for (A, B, C, D) {}
impl Eq for () {}
impl<A: Eq> Eq for (A,) {}
impl<A: Eq, B: Eq> Eq for (A, B) {}
impl<A: Eq, B: Eq, C: Eq> Eq for (A, B, C) {}
impl<A: Eq, B: Eq, C: Eq, D: Eq> Eq for (A, B, C, D) {}
impl PartialOrd for () {}
impl<A: PartialOrd> PartialOrd for (A,) {}
impl<A: PartialOrd, B: PartialOrd> PartialOrd for (A, B) {}
impl<A: PartialOrd, B: PartialOrd, C: PartialOrd> PartialOrd for (A, B, C) {}
impl<A: PartialOrd, B: PartialOrd, C: PartialOrd, D: PartialOrd> PartialOrd for (A, B, C, D) {}
impl Ord for () {}
impl<A: Ord> Ord for (A,) {}
impl<A: Ord, B: Ord> Ord for (A, B) {}
impl<A: Ord, B: Ord, C: Ord> Ord for (A, B, C) {}
impl<A: Ord, B: Ord, C: Ord, D: Ord> Ord for (A, B, C, D) {}
impl Hash for () {}
impl<A: Hash> Hash for (A,) {}
impl<A: Hash, B: Hash> Hash for (A, B) {}
impl<A: Hash, B: Hash, C: Hash> Hash for (A, B, C) {}
impl<A: Hash, B: Hash, C: Hash, D: Hash> Hash for (A, B, C, D) {}
impl<T> From<[T; 2]> for (T, T) {}
impl<T> From<[T; 3]> for (T, T, T) {}
impl<T: ?Sized> Clone for &T {}
impl<T: ?Sized> Copy for &T {}
impl<T: Debug + ?Sized> Debug for &T {}
impl<T: Debug + ?Sized> Debug for &mut T {}
impl<T: Display + ?Sized> Display for &T {}
impl<T: Display + ?Sized> Display for &mut T {}
impl<T: Hash + ?Sized> Hash for &T {}
impl<T: Hash + ?Sized> Hash for &mut T {}
impl<T: Pointer + ?Sized> Pointer for &T {}
impl<T: Pointer + ?Sized> Pointer for &mut T {}
impl<T: PartialOrd + ?Sized> PartialOrd for &T {}
impl<T: PartialOrd + ?Sized> PartialOrd for &mut T {}
impl<T: Ord + ?Sized> Ord for &T {}
impl<T: Ord + ?Sized> Ord for &mut T {}
impl<T: Eq + ?Sized> Eq for &T {}
impl<T: Eq + ?Sized> Eq for &mut T {}
impl<A: PartialEq<B> + ?Sized, B: ?Sized> PartialEq<&B> for &A {}
impl<A: PartialEq<B> + ?Sized, B: ?Sized> PartialEq<&mut B> for &mut A {}
impl Clone for ! {}
impl Debug for ! {}
impl Display for ! {}
