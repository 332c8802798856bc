//! std::collections: maps, sets, queues and their iterators (signatures only).
use crate::alloc::Layout;
use crate::fmt::{Debug, Display};

pub use self::binary_heap::BinaryHeap;
pub use self::btree_map::BTreeMap;
pub use self::btree_set::BTreeSet;
pub use self::hash_map::HashMap;
pub use self::hash_set::HashSet;
pub use self::linked_list::LinkedList;
pub use self::vec_deque::VecDeque;

pub use crate::ops::Bound;

pub struct TryReserveError {}
impl TryReserveError { pub fn kind(&self) -> TryReserveErrorKind; }
impl Clone for TryReserveError {}
impl PartialEq for TryReserveError {}
impl Eq for TryReserveError {}
impl Debug for TryReserveError {}
impl Display for TryReserveError {}
impl crate::error::Error for TryReserveError {}
pub enum TryReserveErrorKind { CapacityOverflow, AllocError { layout: Layout, non_exhaustive: () } }

pub mod hash_map {
    use crate::borrow::Borrow;
    use crate::collections::TryReserveError;
    use crate::fmt::Debug;
    use crate::iter::FusedIterator;
    use crate::ops::Index;

    pub use crate::hash::{DefaultHasher, RandomState};

    pub struct HashMap<K, V, S = RandomState> {}
    impl<K, V> HashMap<K, V, RandomState> {
        pub fn new() -> HashMap<K, V, RandomState>;
        pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState>;
    }
    impl<K, V, S> HashMap<K, V, S> {
        pub fn with_hasher(hash_builder: S) -> HashMap<K, V, S>;
        pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashMap<K, V, S>;
        pub fn capacity(&self) -> usize;
        pub fn keys(&self) -> Keys<'_, K, V>;
        pub fn into_keys(self) -> IntoKeys<K, V>;
        pub fn values(&self) -> Values<'_, K, V>;
        pub fn values_mut(&mut self) -> ValuesMut<'_, K, V>;
        pub fn into_values(self) -> IntoValues<K, V>;
        pub fn iter(&self) -> Iter<'_, K, V>;
        pub fn iter_mut(&mut self) -> IterMut<'_, K, V>;
        pub fn len(&self) -> usize;
        pub fn is_empty(&self) -> bool;
        pub fn drain(&mut self) -> Drain<'_, K, V>;
        pub fn extract_if<F: FnMut(&K, &mut V) -> bool>(&mut self, pred: F) -> ExtractIf<'_, K, V, F>;
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F);
        pub fn clear(&mut self);
        pub fn hasher(&self) -> &S;
        pub fn reserve(&mut self, additional: usize);
        pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
        pub fn shrink_to_fit(&mut self);
        pub fn shrink_to(&mut self, min_capacity: usize);
        pub fn entry(&mut self, key: K) -> Entry<'_, K, V>;
        pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&V> where K: Borrow<Q>;
        pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q>;
        pub fn get_disjoint_mut<Q: ?Sized, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&mut V>; N] where K: Borrow<Q>;
        pub unsafe fn get_disjoint_unchecked_mut<Q: ?Sized, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&mut V>; N] where K: Borrow<Q>;
        pub fn contains_key<Q: ?Sized>(&self, k: &Q) -> bool where K: Borrow<Q>;
        pub fn get_mut<Q: ?Sized>(&mut self, k: &Q) -> Option<&mut V> where K: Borrow<Q>;
        pub fn insert(&mut self, k: K, v: V) -> Option<V>;
        pub fn try_insert(&mut self, key: K, value: V) -> Result<&mut V, OccupiedError<'_, K, V>>;
        pub fn remove<Q: ?Sized>(&mut self, k: &Q) -> Option<V> where K: Borrow<Q>;
        pub fn remove_entry<Q: ?Sized>(&mut self, k: &Q) -> Option<(K, V)> where K: Borrow<Q>;
    }
    impl<K: Clone, V: Clone, S: Clone> Clone for HashMap<K, V, S> { fn clone(&self) -> Self; }
    impl<K, V, S: Default> Default for HashMap<K, V, S> { fn default() -> HashMap<K, V, S>; }
    impl<K, V: PartialEq, S> PartialEq for HashMap<K, V, S> { fn eq(&self, other: &HashMap<K, V, S>) -> bool; }
    impl<K, V: Eq, S> Eq for HashMap<K, V, S> {}
    impl<K: Debug, V: Debug, S> Debug for HashMap<K, V, S> {}
    impl<K, Q: ?Sized, V, S> Index<&Q> for HashMap<K, V, S> where K: Borrow<Q> { type Output = V; fn index(&self, key: &Q) -> &V; }
    impl<K, V, S> IntoIterator for HashMap<K, V, S> { type Item = (K, V); type IntoIter = IntoIter<K, V>; fn into_iter(self) -> IntoIter<K, V>; }
    impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> { type Item = (&'a K, &'a V); type IntoIter = Iter<'a, K, V>; fn into_iter(self) -> Iter<'a, K, V>; }
    impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> { type Item = (&'a K, &'a mut V); type IntoIter = IterMut<'a, K, V>; fn into_iter(self) -> IterMut<'a, K, V>; }
    impl<K, V, S: Default> FromIterator<(K, V)> for HashMap<K, V, S> { fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> HashMap<K, V, S>; }
    impl<K, V, S> Extend<(K, V)> for HashMap<K, V, S> { fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T); }
    impl<'a, K: Copy, V: Copy, S> Extend<(&'a K, &'a V)> for HashMap<K, V, S> { fn extend<T: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: T); }
    impl<K, V, const N: usize> From<[(K, V); N]> for HashMap<K, V, RandomState> { fn from(arr: [(K, V); N]) -> Self; }

    pub struct Iter<'a, K, V> {}
    impl<'a, K, V> Iterator for Iter<'a, K, V> { type Item = (&'a K, &'a V); }
    impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}
    impl<K, V> FusedIterator for Iter<'_, K, V> {}
    impl<K, V> Clone for Iter<'_, K, V> {}
    impl<K, V> Default for Iter<'_, K, V> {}
    impl<K: Debug, V: Debug> Debug for Iter<'_, K, V> {}
    pub struct IterMut<'a, K, V> {}
    impl<'a, K, V> Iterator for IterMut<'a, K, V> { type Item = (&'a K, &'a mut V); }
    impl<K, V> ExactSizeIterator for IterMut<'_, K, V> {}
    impl<K, V> FusedIterator for IterMut<'_, K, V> {}
    pub struct IntoIter<K, V> {}
    impl<K, V> Iterator for IntoIter<K, V> { type Item = (K, V); }
    impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
    impl<K, V> FusedIterator for IntoIter<K, V> {}
    pub struct Keys<'a, K, V> {}
    impl<'a, K, V> Iterator for Keys<'a, K, V> { type Item = &'a K; }
    impl<K, V> ExactSizeIterator for Keys<'_, K, V> {}
    impl<K, V> FusedIterator for Keys<'_, K, V> {}
    impl<K, V> Clone for Keys<'_, K, V> {}
    impl<K: Debug, V> Debug for Keys<'_, K, V> {}
    pub struct Values<'a, K, V> {}
    impl<'a, K, V> Iterator for Values<'a, K, V> { type Item = &'a V; }
    impl<K, V> ExactSizeIterator for Values<'_, K, V> {}
    impl<K, V> FusedIterator for Values<'_, K, V> {}
    impl<K, V> Clone for Values<'_, K, V> {}
    impl<K, V: Debug> Debug for Values<'_, K, V> {}
    pub struct ValuesMut<'a, K, V> {}
    impl<'a, K, V> Iterator for ValuesMut<'a, K, V> { type Item = &'a mut V; }
    impl<K, V> ExactSizeIterator for ValuesMut<'_, K, V> {}
    impl<K, V> FusedIterator for ValuesMut<'_, K, V> {}
    pub struct IntoKeys<K, V> {}
    impl<K, V> Iterator for IntoKeys<K, V> { type Item = K; }
    impl<K, V> ExactSizeIterator for IntoKeys<K, V> {}
    impl<K, V> FusedIterator for IntoKeys<K, V> {}
    pub struct IntoValues<K, V> {}
    impl<K, V> Iterator for IntoValues<K, V> { type Item = V; }
    impl<K, V> ExactSizeIterator for IntoValues<K, V> {}
    impl<K, V> FusedIterator for IntoValues<K, V> {}
    pub struct Drain<'a, K, V> {}
    impl<'a, K, V> Iterator for Drain<'a, K, V> { type Item = (K, V); }
    impl<K, V> ExactSizeIterator for Drain<'_, K, V> {}
    impl<K, V> FusedIterator for Drain<'_, K, V> {}
    pub struct ExtractIf<'a, K, V, F> {}
    impl<K, V, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'_, K, V, F> { type Item = (K, V); }

    pub enum Entry<'a, K, V> { Occupied(OccupiedEntry<'a, K, V>), Vacant(VacantEntry<'a, K, V>) }
    impl<'a, K, V> Entry<'a, K, V> {
        pub fn or_insert(self, default: V) -> &'a mut V;
        pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V;
        pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V;
        pub fn key(&self) -> &K;
        pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self;
        pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V>;
        pub fn or_default(self) -> &'a mut V;
    }
    impl<K: Debug, V: Debug> Debug for Entry<'_, K, V> {}
    pub struct OccupiedEntry<'a, K, V> {}
    impl<'a, K, V> OccupiedEntry<'a, K, V> {
        pub fn key(&self) -> &K;
        pub fn remove_entry(self) -> (K, V);
        pub fn get(&self) -> &V;
        pub fn get_mut(&mut self) -> &mut V;
        pub fn into_mut(self) -> &'a mut V;
        pub fn insert(&mut self, value: V) -> V;
        pub fn remove(self) -> V;
    }
    impl<K: Debug, V: Debug> Debug for OccupiedEntry<'_, K, V> {}
    pub struct VacantEntry<'a, K, V> {}
    impl<'a, K, V> VacantEntry<'a, K, V> {
        pub fn key(&self) -> &K;
        pub fn into_key(self) -> K;
        pub fn insert(self, value: V) -> &'a mut V;
        pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V>;
    }
    impl<K: Debug, V> Debug for VacantEntry<'_, K, V> {}
    pub struct OccupiedError<'a, K, V> { pub entry: OccupiedEntry<'a, K, V>, pub value: V }
}

pub mod hash_set {
    use crate::borrow::Borrow;
    use crate::collections::TryReserveError;
    use crate::fmt::Debug;
    use crate::hash::RandomState;
    use crate::iter::FusedIterator;
    use crate::ops::{BitAnd, BitOr, BitXor, Sub};

    pub struct HashSet<T, S = RandomState> {}
    impl<T> HashSet<T, RandomState> {
        pub fn new() -> HashSet<T, RandomState>;
        pub fn with_capacity(capacity: usize) -> HashSet<T, RandomState>;
    }
    impl<T, S> HashSet<T, S> {
        pub fn with_hasher(hasher: S) -> HashSet<T, S>;
        pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashSet<T, S>;
        pub fn capacity(&self) -> usize;
        pub fn iter(&self) -> Iter<'_, T>;
        pub fn len(&self) -> usize;
        pub fn is_empty(&self) -> bool;
        pub fn drain(&mut self) -> Drain<'_, T>;
        pub fn extract_if<F: FnMut(&T) -> bool>(&mut self, pred: F) -> ExtractIf<'_, T, F>;
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
        pub fn clear(&mut self);
        pub fn hasher(&self) -> &S;
        pub fn reserve(&mut self, additional: usize);
        pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
        pub fn shrink_to_fit(&mut self);
        pub fn shrink_to(&mut self, min_capacity: usize);
        pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> Difference<'a, T, S>;
        pub fn symmetric_difference<'a>(&'a self, other: &'a HashSet<T, S>) -> SymmetricDifference<'a, T, S>;
        pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> Intersection<'a, T, S>;
        pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S>;
        pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool where T: Borrow<Q>;
        pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> where T: Borrow<Q>;
        pub fn get_or_insert_with<Q: ?Sized, F: FnOnce(&Q) -> T>(&mut self, value: &Q, f: F) -> &T where T: Borrow<Q>;
        pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool;
        pub fn is_subset(&self, other: &HashSet<T, S>) -> bool;
        pub fn is_superset(&self, other: &HashSet<T, S>) -> bool;
        pub fn insert(&mut self, value: T) -> bool;
        pub fn replace(&mut self, value: T) -> Option<T>;
        pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool where T: Borrow<Q>;
        pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q>;
    }
    impl<T: Clone, S: Clone> Clone for HashSet<T, S> { fn clone(&self) -> Self; }
    impl<T, S: Default> Default for HashSet<T, S> { fn default() -> HashSet<T, S>; }
    impl<T, S> PartialEq for HashSet<T, S> { fn eq(&self, other: &HashSet<T, S>) -> bool; }
    impl<T, S> Eq for HashSet<T, S> {}
    impl<T: Debug, S> Debug for HashSet<T, S> {}
    impl<T, S> IntoIterator for HashSet<T, S> { type Item = T; type IntoIter = IntoIter<T>; fn into_iter(self) -> IntoIter<T>; }
    impl<'a, T, S> IntoIterator for &'a HashSet<T, S> { type Item = &'a T; type IntoIter = Iter<'a, T>; fn into_iter(self) -> Iter<'a, T>; }
    impl<T, S: Default> FromIterator<T> for HashSet<T, S> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> HashSet<T, S>; }
    impl<T, S> Extend<T> for HashSet<T, S> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
    impl<'a, T: Copy + 'a, S> Extend<&'a T> for HashSet<T, S> { fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I); }
    impl<T, const N: usize> From<[T; N]> for HashSet<T, RandomState> { fn from(arr: [T; N]) -> Self; }
    impl<T: Clone, S: Default> BitOr<&HashSet<T, S>> for &HashSet<T, S> { type Output = HashSet<T, S>; fn bitor(self, rhs: &HashSet<T, S>) -> HashSet<T, S>; }
    impl<T: Clone, S: Default> BitAnd<&HashSet<T, S>> for &HashSet<T, S> { type Output = HashSet<T, S>; fn bitand(self, rhs: &HashSet<T, S>) -> HashSet<T, S>; }
    impl<T: Clone, S: Default> BitXor<&HashSet<T, S>> for &HashSet<T, S> { type Output = HashSet<T, S>; fn bitxor(self, rhs: &HashSet<T, S>) -> HashSet<T, S>; }
    impl<T: Clone, S: Default> Sub<&HashSet<T, S>> for &HashSet<T, S> { type Output = HashSet<T, S>; fn sub(self, rhs: &HashSet<T, S>) -> HashSet<T, S>; }

    pub struct Iter<'a, K> {}
    impl<'a, K> Iterator for Iter<'a, K> { type Item = &'a K; }
    impl<K> ExactSizeIterator for Iter<'_, K> {}
    impl<K> FusedIterator for Iter<'_, K> {}
    impl<K> Clone for Iter<'_, K> {}
    impl<K: Debug> Debug for Iter<'_, K> {}
    pub struct IntoIter<K> {}
    impl<K> Iterator for IntoIter<K> { type Item = K; }
    impl<K> ExactSizeIterator for IntoIter<K> {}
    impl<K> FusedIterator for IntoIter<K> {}
    pub struct Drain<'a, K> {}
    impl<K> Iterator for Drain<'_, K> { type Item = K; }
    impl<K> ExactSizeIterator for Drain<'_, K> {}
    impl<K> FusedIterator for Drain<'_, K> {}
    pub struct ExtractIf<'a, K, F> {}
    impl<K, F: FnMut(&K) -> bool> Iterator for ExtractIf<'_, K, F> { type Item = K; }
    pub struct Intersection<'a, T, S> {}
    impl<'a, T, S> Iterator for Intersection<'a, T, S> { type Item = &'a T; }
    impl<T, S> Clone for Intersection<'_, T, S> {}
    pub struct Difference<'a, T, S> {}
    impl<'a, T, S> Iterator for Difference<'a, T, S> { type Item = &'a T; }
    impl<T, S> Clone for Difference<'_, T, S> {}
    pub struct SymmetricDifference<'a, T, S> {}
    impl<'a, T, S> Iterator for SymmetricDifference<'a, T, S> { type Item = &'a T; }
    impl<T, S> Clone for SymmetricDifference<'_, T, S> {}
    pub struct Union<'a, T, S> {}
    impl<'a, T, S> Iterator for Union<'a, T, S> { type Item = &'a T; }
    impl<T, S> Clone for Union<'_, T, S> {}
}

pub mod btree_map {
    use crate::borrow::Borrow;
    use crate::fmt::Debug;
    use crate::hash::Hash;
    use crate::iter::FusedIterator;
    use crate::ops::{Bound, Index, RangeBounds};

    pub struct BTreeMap<K, V> {}
    impl<K, V> BTreeMap<K, V> {
        pub const fn new() -> BTreeMap<K, V>;
        pub fn clear(&mut self);
        pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V> where K: Borrow<Q>;
        pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q>;
        pub fn first_key_value(&self) -> Option<(&K, &V)>;
        pub fn first_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>>;
        pub fn pop_first(&mut self) -> Option<(K, V)>;
        pub fn last_key_value(&self) -> Option<(&K, &V)>;
        pub fn last_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>>;
        pub fn pop_last(&mut self) -> Option<(K, V)>;
        pub fn contains_key<Q: ?Sized>(&self, key: &Q) -> bool where K: Borrow<Q>;
        pub fn get_mut<Q: ?Sized>(&mut self, key: &Q) -> Option<&mut V> where K: Borrow<Q>;
        pub fn insert(&mut self, key: K, value: V) -> Option<V>;
        pub fn try_insert(&mut self, key: K, value: V) -> Result<&mut V, OccupiedError<'_, K, V>>;
        pub fn remove<Q: ?Sized>(&mut self, key: &Q) -> Option<V> where K: Borrow<Q>;
        pub fn remove_entry<Q: ?Sized>(&mut self, key: &Q) -> Option<(K, V)> where K: Borrow<Q>;
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F);
        pub fn append(&mut self, other: &mut BTreeMap<K, V>);
        pub fn range<T: ?Sized, R: RangeBounds<T>>(&self, range: R) -> Range<'_, K, V> where K: Borrow<T>;
        pub fn range_mut<T: ?Sized, R: RangeBounds<T>>(&mut self, range: R) -> RangeMut<'_, K, V> where K: Borrow<T>;
        pub fn entry(&mut self, key: K) -> Entry<'_, K, V>;
        pub fn split_off<Q: ?Sized>(&mut self, key: &Q) -> BTreeMap<K, V> where K: Borrow<Q>;
        pub fn extract_if<F: FnMut(&K, &mut V) -> bool, R: RangeBounds<K>>(&mut self, range: R, pred: F) -> ExtractIf<'_, K, V, R, F>;
        pub fn into_keys(self) -> IntoKeys<K, V>;
        pub fn into_values(self) -> IntoValues<K, V>;
        pub fn iter(&self) -> Iter<'_, K, V>;
        pub fn iter_mut(&mut self) -> IterMut<'_, K, V>;
        pub fn keys(&self) -> Keys<'_, K, V>;
        pub fn values(&self) -> Values<'_, K, V>;
        pub fn values_mut(&mut self) -> ValuesMut<'_, K, V>;
        pub const fn len(&self) -> usize;
        pub const fn is_empty(&self) -> bool;
        pub fn lower_bound<Q: ?Sized>(&self, bound: Bound<&Q>) -> Cursor<'_, K, V> where K: Borrow<Q>;
        pub fn upper_bound<Q: ?Sized>(&self, bound: Bound<&Q>) -> Cursor<'_, K, V> where K: Borrow<Q>;
    }
    impl<K: Clone, V: Clone> Clone for BTreeMap<K, V> { fn clone(&self) -> BTreeMap<K, V>; }
    impl<K, V> Default for BTreeMap<K, V> { fn default() -> BTreeMap<K, V>; }
    impl<K: PartialEq, V: PartialEq> PartialEq for BTreeMap<K, V> { fn eq(&self, other: &BTreeMap<K, V>) -> bool; }
    impl<K: Eq, V: Eq> Eq for BTreeMap<K, V> {}
    impl<K: PartialOrd, V: PartialOrd> PartialOrd for BTreeMap<K, V> {}
    impl<K: Ord, V: Ord> Ord for BTreeMap<K, V> {}
    impl<K: Hash, V: Hash> Hash for BTreeMap<K, V> {}
    impl<K: Debug, V: Debug> Debug for BTreeMap<K, V> {}
    impl<K, Q: ?Sized, V> Index<&Q> for BTreeMap<K, V> where K: Borrow<Q> { type Output = V; fn index(&self, key: &Q) -> &V; }
    impl<K, V> IntoIterator for BTreeMap<K, V> { type Item = (K, V); type IntoIter = IntoIter<K, V>; fn into_iter(self) -> IntoIter<K, V>; }
    impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> { type Item = (&'a K, &'a V); type IntoIter = Iter<'a, K, V>; fn into_iter(self) -> Iter<'a, K, V>; }
    impl<'a, K, V> IntoIterator for &'a mut BTreeMap<K, V> { type Item = (&'a K, &'a mut V); type IntoIter = IterMut<'a, K, V>; fn into_iter(self) -> IterMut<'a, K, V>; }
    impl<K, V> FromIterator<(K, V)> for BTreeMap<K, V> { fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> BTreeMap<K, V>; }
    impl<K, V> Extend<(K, V)> for BTreeMap<K, V> { fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T); }
    impl<'a, K: Copy, V: Copy> Extend<(&'a K, &'a V)> for BTreeMap<K, V> { fn extend<T: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: T); }
    impl<K, V, const N: usize> From<[(K, V); N]> for BTreeMap<K, V> { fn from(arr: [(K, V); N]) -> Self; }

    pub struct Iter<'a, K, V> {}
    impl<'a, K, V> Iterator for Iter<'a, K, V> { type Item = (&'a K, &'a V); }
    impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {}
    impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}
    impl<K, V> FusedIterator for Iter<'_, K, V> {}
    impl<K, V> Clone for Iter<'_, K, V> {}
    pub struct IterMut<'a, K, V> {}
    impl<'a, K, V> Iterator for IterMut<'a, K, V> { type Item = (&'a K, &'a mut V); }
    impl<K, V> DoubleEndedIterator for IterMut<'_, K, V> {}
    impl<K, V> ExactSizeIterator for IterMut<'_, K, V> {}
    pub struct IntoIter<K, V> {}
    impl<K, V> Iterator for IntoIter<K, V> { type Item = (K, V); }
    impl<K, V> DoubleEndedIterator for IntoIter<K, V> {}
    impl<K, V> ExactSizeIterator for IntoIter<K, V> {}
    pub struct Keys<'a, K, V> {}
    impl<'a, K, V> Iterator for Keys<'a, K, V> { type Item = &'a K; }
    impl<K, V> DoubleEndedIterator for Keys<'_, K, V> {}
    impl<K, V> ExactSizeIterator for Keys<'_, K, V> {}
    impl<K, V> Clone for Keys<'_, K, V> {}
    pub struct Values<'a, K, V> {}
    impl<'a, K, V> Iterator for Values<'a, K, V> { type Item = &'a V; }
    impl<K, V> DoubleEndedIterator for Values<'_, K, V> {}
    impl<K, V> ExactSizeIterator for Values<'_, K, V> {}
    impl<K, V> Clone for Values<'_, K, V> {}
    pub struct ValuesMut<'a, K, V> {}
    impl<'a, K, V> Iterator for ValuesMut<'a, K, V> { type Item = &'a mut V; }
    impl<K, V> DoubleEndedIterator for ValuesMut<'_, K, V> {}
    impl<K, V> ExactSizeIterator for ValuesMut<'_, K, V> {}
    pub struct IntoKeys<K, V> {}
    impl<K, V> Iterator for IntoKeys<K, V> { type Item = K; }
    impl<K, V> DoubleEndedIterator for IntoKeys<K, V> {}
    impl<K, V> ExactSizeIterator for IntoKeys<K, V> {}
    pub struct IntoValues<K, V> {}
    impl<K, V> Iterator for IntoValues<K, V> { type Item = V; }
    impl<K, V> DoubleEndedIterator for IntoValues<K, V> {}
    impl<K, V> ExactSizeIterator for IntoValues<K, V> {}
    pub struct Range<'a, K, V> {}
    impl<'a, K, V> Iterator for Range<'a, K, V> { type Item = (&'a K, &'a V); }
    impl<K, V> DoubleEndedIterator for Range<'_, K, V> {}
    impl<K, V> Clone for Range<'_, K, V> {}
    pub struct RangeMut<'a, K, V> {}
    impl<'a, K, V> Iterator for RangeMut<'a, K, V> { type Item = (&'a K, &'a mut V); }
    impl<K, V> DoubleEndedIterator for RangeMut<'_, K, V> {}
    pub struct ExtractIf<'a, K, V, R, F> {}
    impl<K, V, R, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'_, K, V, R, F> { type Item = (K, V); }
    pub struct Cursor<'a, K, V> {}
    impl<'a, K, V> Cursor<'a, K, V> {
        pub fn next(&mut self) -> Option<(&'a K, &'a V)>;
        pub fn prev(&mut self) -> Option<(&'a K, &'a V)>;
        pub fn peek_next(&self) -> Option<(&'a K, &'a V)>;
        pub fn peek_prev(&self) -> Option<(&'a K, &'a V)>;
    }

    pub enum Entry<'a, K, V> { Vacant(VacantEntry<'a, K, V>), Occupied(OccupiedEntry<'a, K, V>) }
    impl<'a, K, V> Entry<'a, K, V> {
        pub fn or_insert(self, default: V) -> &'a mut V;
        pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V;
        pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V;
        pub fn key(&self) -> &K;
        pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self;
        pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V>;
        pub fn or_default(self) -> &'a mut V;
    }
    impl<K: Debug, V: Debug> Debug for Entry<'_, K, V> {}
    pub struct VacantEntry<'a, K, V> {}
    impl<'a, K, V> VacantEntry<'a, K, V> {
        pub fn key(&self) -> &K;
        pub fn into_key(self) -> K;
        pub fn insert(self, value: V) -> &'a mut V;
        pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V>;
    }
    pub struct OccupiedEntry<'a, K, V> {}
    impl<'a, K, V> OccupiedEntry<'a, K, V> {
        pub fn key(&self) -> &K;
        pub fn remove_entry(self) -> (K, V);
        pub fn get(&self) -> &V;
        pub fn get_mut(&mut self) -> &mut V;
        pub fn into_mut(self) -> &'a mut V;
        pub fn insert(&mut self, value: V) -> V;
        pub fn remove(self) -> V;
    }
    pub struct OccupiedError<'a, K, V> { pub entry: OccupiedEntry<'a, K, V>, pub value: V }
}

pub mod btree_set {
    use crate::borrow::Borrow;
    use crate::fmt::Debug;
    use crate::hash::Hash;
    use crate::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};

    pub struct BTreeSet<T> {}
    impl<T> BTreeSet<T> {
        pub const fn new() -> BTreeSet<T>;
        pub fn range<K: ?Sized, R: RangeBounds<K>>(&self, range: R) -> Range<'_, T> where T: Borrow<K>;
        pub fn difference<'a>(&'a self, other: &'a BTreeSet<T>) -> Difference<'a, T>;
        pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T>) -> SymmetricDifference<'a, T>;
        pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T>) -> Intersection<'a, T>;
        pub fn union<'a>(&'a self, other: &'a BTreeSet<T>) -> Union<'a, T>;
        pub fn clear(&mut self);
        pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool where T: Borrow<Q>;
        pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> where T: Borrow<Q>;
        pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool;
        pub fn is_subset(&self, other: &BTreeSet<T>) -> bool;
        pub fn is_superset(&self, other: &BTreeSet<T>) -> bool;
        pub fn first(&self) -> Option<&T>;
        pub fn last(&self) -> Option<&T>;
        pub fn pop_first(&mut self) -> Option<T>;
        pub fn pop_last(&mut self) -> Option<T>;
        pub fn insert(&mut self, value: T) -> bool;
        pub fn replace(&mut self, value: T) -> Option<T>;
        pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool where T: Borrow<Q>;
        pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q>;
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
        pub fn append(&mut self, other: &mut BTreeSet<T>);
        pub fn split_off<Q: ?Sized>(&mut self, value: &Q) -> BTreeSet<T> where T: Borrow<Q>;
        pub fn extract_if<F: FnMut(&T) -> bool, R: RangeBounds<T>>(&mut self, range: R, pred: F) -> ExtractIf<'_, T, R, F>;
        pub fn iter(&self) -> Iter<'_, T>;
        pub const fn len(&self) -> usize;
        pub const fn is_empty(&self) -> bool;
    }
    impl<T: Clone> Clone for BTreeSet<T> { fn clone(&self) -> Self; }
    impl<T> Default for BTreeSet<T> { fn default() -> BTreeSet<T>; }
    impl<T: PartialEq> PartialEq for BTreeSet<T> { fn eq(&self, other: &BTreeSet<T>) -> bool; }
    impl<T: Eq> Eq for BTreeSet<T> {}
    impl<T: PartialOrd> PartialOrd for BTreeSet<T> {}
    impl<T: Ord> Ord for BTreeSet<T> {}
    impl<T: Hash> Hash for BTreeSet<T> {}
    impl<T: Debug> Debug for BTreeSet<T> {}
    impl<T> IntoIterator for BTreeSet<T> { type Item = T; type IntoIter = IntoIter<T>; fn into_iter(self) -> IntoIter<T>; }
    impl<'a, T> IntoIterator for &'a BTreeSet<T> { type Item = &'a T; type IntoIter = Iter<'a, T>; fn into_iter(self) -> Iter<'a, T>; }
    impl<T> FromIterator<T> for BTreeSet<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BTreeSet<T>; }
    impl<T> Extend<T> for BTreeSet<T> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
    impl<'a, T: Copy + 'a> Extend<&'a T> for BTreeSet<T> { fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I); }
    impl<T, const N: usize> From<[T; N]> for BTreeSet<T> { fn from(arr: [T; N]) -> Self; }
    impl<T: Clone> Sub<&BTreeSet<T>> for &BTreeSet<T> { type Output = BTreeSet<T>; fn sub(self, rhs: &BTreeSet<T>) -> BTreeSet<T>; }
    impl<T: Clone> BitXor<&BTreeSet<T>> for &BTreeSet<T> { type Output = BTreeSet<T>; fn bitxor(self, rhs: &BTreeSet<T>) -> BTreeSet<T>; }
    impl<T: Clone> BitAnd<&BTreeSet<T>> for &BTreeSet<T> { type Output = BTreeSet<T>; fn bitand(self, rhs: &BTreeSet<T>) -> BTreeSet<T>; }
    impl<T: Clone> BitOr<&BTreeSet<T>> for &BTreeSet<T> { type Output = BTreeSet<T>; fn bitor(self, rhs: &BTreeSet<T>) -> BTreeSet<T>; }

    pub struct Iter<'a, T> {}
    impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
    impl<T> DoubleEndedIterator for Iter<'_, T> {}
    impl<T> ExactSizeIterator for Iter<'_, T> {}
    impl<T> Clone for Iter<'_, T> {}
    pub struct IntoIter<T> {}
    impl<T> Iterator for IntoIter<T> { type Item = T; }
    impl<T> DoubleEndedIterator for IntoIter<T> {}
    impl<T> ExactSizeIterator for IntoIter<T> {}
    pub struct Range<'a, T> {}
    impl<'a, T> Iterator for Range<'a, T> { type Item = &'a T; }
    impl<T> DoubleEndedIterator for Range<'_, T> {}
    impl<T> Clone for Range<'_, T> {}
    pub struct ExtractIf<'a, T, R, F> {}
    impl<T, R, F: FnMut(&T) -> bool> Iterator for ExtractIf<'_, T, R, F> { type Item = T; }
    pub struct Difference<'a, T> {}
    impl<'a, T> Iterator for Difference<'a, T> { type Item = &'a T; }
    impl<T> Clone for Difference<'_, T> {}
    pub struct SymmetricDifference<'a, T> {}
    impl<'a, T> Iterator for SymmetricDifference<'a, T> { type Item = &'a T; }
    impl<T> Clone for SymmetricDifference<'_, T> {}
    pub struct Intersection<'a, T> {}
    impl<'a, T> Iterator for Intersection<'a, T> { type Item = &'a T; }
    impl<T> Clone for Intersection<'_, T> {}
    pub struct Union<'a, T> {}
    impl<'a, T> Iterator for Union<'a, T> { type Item = &'a T; }
    impl<T> Clone for Union<'_, T> {}
}

pub mod vec_deque {
    use crate::cmp::Ordering;
    use crate::collections::TryReserveError;
    use crate::fmt::Debug;
    use crate::hash::Hash;
    use crate::ops::{Index, IndexMut, RangeBounds};

    pub struct VecDeque<T> {}
    impl<T> VecDeque<T> {
        pub const fn new() -> VecDeque<T>;
        pub fn with_capacity(capacity: usize) -> VecDeque<T>;
        pub fn get(&self, index: usize) -> Option<&T>;
        pub fn get_mut(&mut self, index: usize) -> Option<&mut T>;
        pub fn swap(&mut self, i: usize, j: usize);
        pub fn capacity(&self) -> usize;
        pub fn reserve_exact(&mut self, additional: usize);
        pub fn reserve(&mut self, additional: usize);
        pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
        pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
        pub fn shrink_to_fit(&mut self);
        pub fn shrink_to(&mut self, min_capacity: usize);
        pub fn truncate(&mut self, len: usize);
        pub fn iter(&self) -> Iter<'_, T>;
        pub fn iter_mut(&mut self) -> IterMut<'_, T>;
        pub fn as_slices(&self) -> (&[T], &[T]);
        pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]);
        pub fn len(&self) -> usize;
        pub fn is_empty(&self) -> bool;
        pub fn range<R: RangeBounds<usize>>(&self, range: R) -> Iter<'_, T>;
        pub fn range_mut<R: RangeBounds<usize>>(&mut self, range: R) -> IterMut<'_, T>;
        pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T>;
        pub fn clear(&mut self);
        pub fn contains(&self, x: &T) -> bool;
        pub fn front(&self) -> Option<&T>;
        pub fn front_mut(&mut self) -> Option<&mut T>;
        pub fn back(&self) -> Option<&T>;
        pub fn back_mut(&mut self) -> Option<&mut T>;
        pub fn pop_front(&mut self) -> Option<T>;
        pub fn pop_back(&mut self) -> Option<T>;
        pub fn pop_front_if<F: FnOnce(&mut T) -> bool>(&mut self, predicate: F) -> Option<T>;
        pub fn pop_back_if<F: FnOnce(&mut T) -> bool>(&mut self, predicate: F) -> Option<T>;
        pub fn push_front(&mut self, value: T);
        pub fn push_back(&mut self, value: T);
        pub fn swap_remove_front(&mut self, index: usize) -> Option<T>;
        pub fn swap_remove_back(&mut self, index: usize) -> Option<T>;
        pub fn insert(&mut self, index: usize, value: T);
        pub fn remove(&mut self, index: usize) -> Option<T>;
        pub fn split_off(&mut self, at: usize) -> VecDeque<T>;
        pub fn append(&mut self, other: &mut VecDeque<T>);
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
        pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, f: F);
        pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, generator: F);
        pub fn resize(&mut self, new_len: usize, value: T);
        pub fn make_contiguous(&mut self) -> &mut [T];
        pub fn rotate_left(&mut self, n: usize);
        pub fn rotate_right(&mut self, n: usize);
        pub fn binary_search(&self, x: &T) -> Result<usize, usize>;
        pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, f: F) -> Result<usize, usize>;
        pub fn binary_search_by_key<'a, B, F: FnMut(&'a T) -> B>(&'a self, b: &B, f: F) -> Result<usize, usize>;
        pub fn partition_point<P: FnMut(&T) -> bool>(&self, pred: P) -> usize;
    }
    impl<T: Clone> Clone for VecDeque<T> { fn clone(&self) -> Self; }
    impl<T> Default for VecDeque<T> { fn default() -> VecDeque<T>; }
    impl<T: PartialEq> PartialEq for VecDeque<T> { fn eq(&self, other: &VecDeque<T>) -> bool; }
    impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for VecDeque<T> {}
    impl<T: PartialEq<U>, U> PartialEq<&[U]> for VecDeque<T> {}
    impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for VecDeque<T> {}
    impl<T: Eq> Eq for VecDeque<T> {}
    impl<T: PartialOrd> PartialOrd for VecDeque<T> {}
    impl<T: Ord> Ord for VecDeque<T> {}
    impl<T: Hash> Hash for VecDeque<T> {}
    impl<T: Debug> Debug for VecDeque<T> {}
    impl<T> Index<usize> for VecDeque<T> { type Output = T; fn index(&self, index: usize) -> &T; }
    impl<T> IndexMut<usize> for VecDeque<T> { fn index_mut(&mut self, index: usize) -> &mut T; }
    impl<T> IntoIterator for VecDeque<T> { type Item = T; type IntoIter = IntoIter<T>; fn into_iter(self) -> IntoIter<T>; }
    impl<'a, T> IntoIterator for &'a VecDeque<T> { type Item = &'a T; type IntoIter = Iter<'a, T>; fn into_iter(self) -> Iter<'a, T>; }
    impl<'a, T> IntoIterator for &'a mut VecDeque<T> { type Item = &'a mut T; type IntoIter = IterMut<'a, T>; fn into_iter(self) -> IterMut<'a, T>; }
    impl<T> FromIterator<T> for VecDeque<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> VecDeque<T>; }
    impl<T> Extend<T> for VecDeque<T> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
    impl<'a, T: Copy + 'a> Extend<&'a T> for VecDeque<T> { fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I); }
    impl<T> From<Vec<T>> for VecDeque<T> { fn from(other: Vec<T>) -> Self; }
    impl<T> From<VecDeque<T>> for Vec<T> { fn from(other: VecDeque<T>) -> Self; }
    impl<T, const N: usize> From<[T; N]> for VecDeque<T> { fn from(arr: [T; N]) -> Self; }

    pub struct Iter<'a, T> {}
    impl<'a, T> Iter<'a, T> { pub fn as_slices(&self) -> (&'a [T], &'a [T]); }
    impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
    impl<T> DoubleEndedIterator for Iter<'_, T> {}
    impl<T> ExactSizeIterator for Iter<'_, T> {}
    impl<T> Clone for Iter<'_, T> {}
    pub struct IterMut<'a, T> {}
    impl<'a, T> Iterator for IterMut<'a, T> { type Item = &'a mut T; }
    impl<T> DoubleEndedIterator for IterMut<'_, T> {}
    impl<T> ExactSizeIterator for IterMut<'_, T> {}
    pub struct IntoIter<T> {}
    impl<T> Iterator for IntoIter<T> { type Item = T; }
    impl<T> DoubleEndedIterator for IntoIter<T> {}
    impl<T> ExactSizeIterator for IntoIter<T> {}
    impl<T: Clone> Clone for IntoIter<T> {}
    pub struct Drain<'a, T> {}
    impl<T> Iterator for Drain<'_, T> { type Item = T; }
    impl<T> DoubleEndedIterator for Drain<'_, T> {}
    impl<T> ExactSizeIterator for Drain<'_, T> {}
}

pub mod binary_heap {
    use crate::collections::TryReserveError;
    use crate::fmt::Debug;
    use crate::ops::{Deref, DerefMut};

    pub struct BinaryHeap<T> {}
    impl<T> BinaryHeap<T> {
        pub const fn new() -> BinaryHeap<T>;
        pub fn with_capacity(capacity: usize) -> BinaryHeap<T>;
        pub fn peek_mut(&mut self) -> Option<PeekMut<'_, T>>;
        pub fn pop(&mut self) -> Option<T>;
        pub fn push(&mut self, item: T);
        pub fn into_sorted_vec(self) -> Vec<T>;
        pub fn append(&mut self, other: &mut BinaryHeap<T>);
        pub fn drain_sorted(&mut self) -> DrainSorted<'_, T>;
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
        pub fn iter(&self) -> Iter<'_, T>;
        pub fn into_iter_sorted(self) -> IntoIterSorted<T>;
        pub fn peek(&self) -> Option<&T>;
        pub fn capacity(&self) -> usize;
        pub fn reserve_exact(&mut self, additional: usize);
        pub fn reserve(&mut self, additional: usize);
        pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
        pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
        pub fn shrink_to_fit(&mut self);
        pub fn shrink_to(&mut self, min_capacity: usize);
        pub fn into_vec(self) -> Vec<T>;
        pub fn as_slice(&self) -> &[T];
        pub fn len(&self) -> usize;
        pub fn is_empty(&self) -> bool;
        pub fn drain(&mut self) -> Drain<'_, T>;
        pub fn clear(&mut self);
    }
    impl<T: Clone> Clone for BinaryHeap<T> { fn clone(&self) -> Self; }
    impl<T> Default for BinaryHeap<T> { fn default() -> BinaryHeap<T>; }
    impl<T: Debug> Debug for BinaryHeap<T> {}
    impl<T> IntoIterator for BinaryHeap<T> { type Item = T; type IntoIter = IntoIter<T>; fn into_iter(self) -> IntoIter<T>; }
    impl<'a, T> IntoIterator for &'a BinaryHeap<T> { type Item = &'a T; type IntoIter = Iter<'a, T>; fn into_iter(self) -> Iter<'a, T>; }
    impl<T> FromIterator<T> for BinaryHeap<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BinaryHeap<T>; }
    impl<T> Extend<T> for BinaryHeap<T> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
    impl<'a, T: Copy + 'a> Extend<&'a T> for BinaryHeap<T> { fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I); }
    impl<T> From<Vec<T>> for BinaryHeap<T> { fn from(vec: Vec<T>) -> BinaryHeap<T>; }
    impl<T> From<BinaryHeap<T>> for Vec<T> { fn from(heap: BinaryHeap<T>) -> Vec<T>; }
    impl<T, const N: usize> From<[T; N]> for BinaryHeap<T> { fn from(arr: [T; N]) -> Self; }

    pub struct PeekMut<'a, T> {}
    impl<'a, T> PeekMut<'a, T> { pub fn pop(this: PeekMut<'a, T>) -> T; }
    impl<T> Deref for PeekMut<'_, T> { type Target = T; fn deref(&self) -> &T; }
    impl<T> DerefMut for PeekMut<'_, T> { fn deref_mut(&mut self) -> &mut T; }
    pub struct Iter<'a, T> {}
    impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
    impl<T> DoubleEndedIterator for Iter<'_, T> {}
    impl<T> ExactSizeIterator for Iter<'_, T> {}
    impl<T> Clone for Iter<'_, T> {}
    pub struct IntoIter<T> {}
    impl<T> Iterator for IntoIter<T> { type Item = T; }
    impl<T> DoubleEndedIterator for IntoIter<T> {}
    impl<T> ExactSizeIterator for IntoIter<T> {}
    pub struct IntoIterSorted<T> {}
    impl<T> Iterator for IntoIterSorted<T> { type Item = T; }
    pub struct Drain<'a, T> {}
    impl<T> Iterator for Drain<'_, T> { type Item = T; }
    impl<T> DoubleEndedIterator for Drain<'_, T> {}
    impl<T> ExactSizeIterator for Drain<'_, T> {}
    pub struct DrainSorted<'a, T> {}
    impl<T> Iterator for DrainSorted<'_, T> { type Item = T; }
}

pub mod linked_list {
    use crate::fmt::Debug;
    use crate::hash::Hash;

    pub struct LinkedList<T> {}
    impl<T> LinkedList<T> {
        pub const fn new() -> LinkedList<T>;
        pub fn append(&mut self, other: &mut LinkedList<T>);
        pub fn iter(&self) -> Iter<'_, T>;
        pub fn iter_mut(&mut self) -> IterMut<'_, T>;
        pub fn is_empty(&self) -> bool;
        pub fn len(&self) -> usize;
        pub fn clear(&mut self);
        pub fn contains(&self, x: &T) -> bool;
        pub fn front(&self) -> Option<&T>;
        pub fn front_mut(&mut self) -> Option<&mut T>;
        pub fn back(&self) -> Option<&T>;
        pub fn back_mut(&mut self) -> Option<&mut T>;
        pub fn push_front(&mut self, elt: T);
        pub fn pop_front(&mut self) -> Option<T>;
        pub fn push_back(&mut self, elt: T);
        pub fn pop_back(&mut self) -> Option<T>;
        pub fn split_off(&mut self, at: usize) -> LinkedList<T>;
        pub fn remove(&mut self, at: usize) -> T;
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
        pub fn extract_if<F: FnMut(&mut T) -> bool>(&mut self, filter: F) -> ExtractIf<'_, T, F>;
    }
    impl<T: Clone> Clone for LinkedList<T> { fn clone(&self) -> Self; }
    impl<T> Default for LinkedList<T> { fn default() -> Self; }
    impl<T: PartialEq> PartialEq for LinkedList<T> {}
    impl<T: Eq> Eq for LinkedList<T> {}
    impl<T: PartialOrd> PartialOrd for LinkedList<T> {}
    impl<T: Ord> Ord for LinkedList<T> {}
    impl<T: Hash> Hash for LinkedList<T> {}
    impl<T: Debug> Debug for LinkedList<T> {}
    impl<T> IntoIterator for LinkedList<T> { type Item = T; type IntoIter = IntoIter<T>; fn into_iter(self) -> IntoIter<T>; }
    impl<'a, T> IntoIterator for &'a LinkedList<T> { type Item = &'a T; type IntoIter = Iter<'a, T>; fn into_iter(self) -> Iter<'a, T>; }
    impl<'a, T> IntoIterator for &'a mut LinkedList<T> { type Item = &'a mut T; type IntoIter = IterMut<'a, T>; fn into_iter(self) -> IterMut<'a, T>; }
    impl<T> FromIterator<T> for LinkedList<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self; }
    impl<T> Extend<T> for LinkedList<T> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
    impl<T, const N: usize> From<[T; N]> for LinkedList<T> { fn from(arr: [T; N]) -> Self; }
    pub struct Iter<'a, T> {}
    impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
    impl<T> DoubleEndedIterator for Iter<'_, T> {}
    impl<T> ExactSizeIterator for Iter<'_, T> {}
    impl<T> Clone for Iter<'_, T> {}
    pub struct IterMut<'a, T> {}
    impl<'a, T> Iterator for IterMut<'a, T> { type Item = &'a mut T; }
    impl<T> DoubleEndedIterator for IterMut<'_, T> {}
    impl<T> ExactSizeIterator for IterMut<'_, T> {}
    pub struct IntoIter<T> {}
    impl<T> Iterator for IntoIter<T> { type Item = T; }
    impl<T> DoubleEndedIterator for IntoIter<T> {}
    impl<T> ExactSizeIterator for IntoIter<T> {}
    pub struct ExtractIf<'a, T, F> {}
    impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> { type Item = T; }
}
