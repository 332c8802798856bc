use crate::array::IntoIter;
use crate::cmp::Ordering;
use crate::num::NonZeroUsize;
use crate::ops::Try;

pub trait Iterator {
    type Item;
    fn next(&mut self) -> Option<Self::Item>;
    fn next_chunk<const N: usize>(&mut self) -> Result<[Self::Item; N], IntoIter<Self::Item, N>>;
    fn size_hint(&self) -> (usize, Option<usize>);
    fn count(self) -> usize;
    fn last(self) -> Option<Self::Item>;
    fn advance_by(&mut self, n: usize) -> Result<(), NonZeroUsize>;
    fn nth(&mut self, n: usize) -> Option<Self::Item>;
    fn step_by(self, step: usize) -> StepBy<Self>;
    fn chain<U: IntoIterator<Item = Self::Item>>(self, other: U) -> Chain<Self, U::IntoIter>;
    fn zip<U: IntoIterator>(self, other: U) -> Zip<Self, U::IntoIter>;
    fn intersperse(self, separator: Self::Item) -> Intersperse<Self>;
    fn intersperse_with<G: FnMut() -> Self::Item>(self, separator: G) -> IntersperseWith<Self, G>;
    fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> Map<Self, F>;
    fn for_each<F: FnMut(Self::Item)>(self, f: F);
    fn filter<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Filter<Self, P>;
    fn filter_map<B, F: FnMut(Self::Item) -> Option<B>>(self, f: F) -> FilterMap<Self, F>;
    fn enumerate(self) -> Enumerate<Self>;
    fn peekable(self) -> Peekable<Self>;
    fn skip_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> SkipWhile<Self, P>;
    fn take_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> TakeWhile<Self, P>;
    fn map_while<B, P: FnMut(Self::Item) -> Option<B>>(self, predicate: P) -> MapWhile<Self, P>;
    fn skip(self, n: usize) -> Skip<Self>;
    fn take(self, n: usize) -> Take<Self>;
    fn scan<St, B, F: FnMut(&mut St, Self::Item) -> Option<B>>(self, initial_state: St, f: F) -> Scan<Self, St, F>;
    fn flat_map<U: IntoIterator, F: FnMut(Self::Item) -> U>(self, f: F) -> FlatMap<Self, U, F>;
    fn flatten(self) -> Flatten<Self> where Self::Item: IntoIterator;
    fn map_windows<F: FnMut(&[Self::Item; N]) -> R, R, const N: usize>(self, f: F) -> MapWindows<Self, F, N>;
    fn fuse(self) -> Fuse<Self>;
    fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> Inspect<Self, F>;
    fn by_ref(&mut self) -> &mut Self;
    fn collect<B: FromIterator<Self::Item>>(self) -> B;
    fn try_collect<B>(&mut self) -> B;
    fn collect_into<E: Extend<Self::Item>>(self, collection: &mut E) -> &mut E;
    fn partition<B: Default + Extend<Self::Item>, F: FnMut(&Self::Item) -> bool>(self, f: F) -> (B, B);
    fn partition_in_place<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> usize;
    fn is_partitioned<P: FnMut(Self::Item) -> bool>(self, predicate: P) -> bool;
    fn try_fold<B, F: FnMut(B, Self::Item) -> R, R: Try<Output = B>>(&mut self, init: B, f: F) -> R;
    fn try_for_each<F: FnMut(Self::Item) -> R, R: Try<Output = ()>>(&mut self, f: F) -> R;
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B;
    fn reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item>;
    fn try_reduce<R, F: FnMut(Self::Item, Self::Item) -> R>(&mut self, f: F) -> R;
    fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool;
    fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool;
    fn find<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item>;
    fn find_map<B, F: FnMut(Self::Item) -> Option<B>>(&mut self, f: F) -> Option<B>;
    fn try_find<R, F: FnMut(&Self::Item) -> R>(&mut self, f: F) -> Result<Option<Self::Item>, R>;
    fn position<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize>;
    fn rposition<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize>;
    fn max(self) -> Option<Self::Item>;
    fn min(self) -> Option<Self::Item>;
    fn max_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item>;
    fn max_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, compare: F) -> Option<Self::Item>;
    fn min_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item>;
    fn min_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, compare: F) -> Option<Self::Item>;
    fn rev(self) -> Rev<Self>;
    fn unzip<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>>(self) -> (FromA, FromB) where Self: Iterator<Item = (A, B)>;
    fn copied<'a, T: 'a + Copy>(self) -> Copied<Self> where Self: Iterator<Item = &'a T>;
    fn cloned<'a, T: 'a + Clone>(self) -> Cloned<Self> where Self: Iterator<Item = &'a T>;
    fn cycle(self) -> Cycle<Self>;
    fn array_chunks<const N: usize>(self) -> ArrayChunks<Self, N>;
    fn sum<S: Sum<Self::Item>>(self) -> S;
    fn product<P: Product<Self::Item>>(self) -> P;
    fn cmp<I: IntoIterator<Item = Self::Item>>(self, other: I) -> Ordering;
    fn cmp_by<I: IntoIterator, F: FnMut(Self::Item, I::Item) -> Ordering>(self, other: I, cmp: F) -> Ordering;
    fn partial_cmp<I: IntoIterator>(self, other: I) -> Option<Ordering>;
    fn partial_cmp_by<I: IntoIterator, F: FnMut(Self::Item, I::Item) -> Option<Ordering>>(self, other: I, partial_cmp: F) -> Option<Ordering>;
    fn eq<I: IntoIterator>(self, other: I) -> bool;
    fn eq_by<I: IntoIterator, F: FnMut(Self::Item, I::Item) -> bool>(self, other: I, eq: F) -> bool;
    fn ne<I: IntoIterator>(self, other: I) -> bool;
    fn lt<I: IntoIterator>(self, other: I) -> bool;
    fn le<I: IntoIterator>(self, other: I) -> bool;
    fn gt<I: IntoIterator>(self, other: I) -> bool;
    fn ge<I: IntoIterator>(self, other: I) -> bool;
    fn is_sorted(self) -> bool;
    fn is_sorted_by<F: FnMut(&Self::Item, &Self::Item) -> bool>(self, compare: F) -> bool;
    fn is_sorted_by_key<F: FnMut(Self::Item) -> K, K: PartialOrd>(self, f: F) -> bool;
}
pub trait DoubleEndedIterator: Iterator {
    fn next_back(&mut self) -> Option<Self::Item>;
    fn advance_back_by(&mut self, n: usize) -> Result<(), NonZeroUsize>;
    fn nth_back(&mut self, n: usize) -> Option<Self::Item>;
    fn try_rfold<B, F: FnMut(B, Self::Item) -> R, R: Try<Output = B>>(&mut self, init: B, f: F) -> R;
    fn rfold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B;
    fn rfind<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item>;
}
pub trait ExactSizeIterator: Iterator {
    fn len(&self) -> usize;
    fn is_empty(&self) -> bool;
}
pub trait FusedIterator: Iterator {}
pub trait TrustedLen: Iterator {}
pub trait Step: Clone + PartialOrd {}
impl Step for __int {}
impl Step for char {}
pub trait IntoIterator {
    type Item;
    type IntoIter: Iterator<Item = Self::Item>;
    fn into_iter(self) -> Self::IntoIter;
}
impl<I: Iterator> IntoIterator for I { type Item = I::Item; type IntoIter = I; }
pub trait FromIterator<A> {
    fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
}
pub trait Extend<A> {
    fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T);
    fn extend_one(&mut self, item: A);
    fn extend_reserve(&mut self, additional: usize);
}
impl FromIterator<()> for () {}
impl Extend<()> for () {}
impl<A, B, EA: Extend<A>, EB: Extend<B>> Extend<(A, B)> for (EA, EB) {}
impl<A, B, AE: Default + Extend<A>, BE: Default + Extend<B>> FromIterator<(A, B)> for (AE, BE) {}
pub trait Sum<A = Self> {
    fn sum<I: Iterator<Item = A>>(iter: I) -> Self;
}
pub trait Product<A = Self> {
    fn product<I: Iterator<Item = A>>(iter: I) -> Self;
}
impl Sum for __int {}
impl Sum<&__int> for __int {}
impl Sum for __float {}
impl Sum<&__float> for __float {}
impl Product for __int {}
impl Product<&__int> for __int {}
impl Product for __float {}
impl Product<&__float> for __float {}
impl<T: Sum<U>, U> Sum<Option<U>> for Option<T> {}
impl<T: Product<U>, U> Product<Option<U>> for Option<T> {}
impl<T: Sum<U>, U, E> Sum<Result<U, E>> for Result<T, E> {}
impl<T: Product<U>, U, E> Product<Result<U, E>> for Result<T, E> {}
impl<I: Iterator + ?Sized> Iterator for &mut I { type Item = I::Item; }
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for &mut I {}
impl<I: ExactSizeIterator + ?Sized> ExactSizeIterator for &mut I {}

pub struct Map<I, F> { iter: I, f: F }
impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> { type Item = B; }
pub struct Filter<I, P> { iter: I, predicate: P }
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for Filter<I, P> { type Item = I::Item; }
pub struct FilterMap<I, F> { iter: I, f: F }
impl<B, I: Iterator, F: FnMut(I::Item) -> Option<B>> Iterator for FilterMap<I, F> { type Item = B; }
pub struct Enumerate<I> { iter: I }
impl<I: Iterator> Iterator for Enumerate<I> { type Item = (usize, I::Item); }
pub struct Peekable<I: Iterator> { iter: I }
impl<I: Iterator> Iterator for Peekable<I> { type Item = I::Item; }
impl<I: Iterator> Peekable<I> {
    pub fn peek(&mut self) -> Option<&I::Item>;
    pub fn peek_mut(&mut self) -> Option<&mut I::Item>;
    pub fn next_if(&mut self, func: impl FnOnce(&I::Item) -> bool) -> Option<I::Item>;
    pub fn next_if_eq<T: ?Sized>(&mut self, expected: &T) -> Option<I::Item> where I::Item: PartialEq<T>;
    pub fn next_if_map<R, F: FnOnce(I::Item) -> Result<R, I::Item>>(&mut self, f: F) -> Option<R>;
}
pub struct SkipWhile<I, P> { iter: I, predicate: P }
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for SkipWhile<I, P> { type Item = I::Item; }
pub struct TakeWhile<I, P> { iter: I, predicate: P }
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for TakeWhile<I, P> { type Item = I::Item; }
pub struct MapWhile<I, P> { iter: I, predicate: P }
impl<B, I: Iterator, P: FnMut(I::Item) -> Option<B>> Iterator for MapWhile<I, P> { type Item = B; }
pub struct Skip<I> { iter: I }
impl<I: Iterator> Iterator for Skip<I> { type Item = I::Item; }
pub struct Take<I> { iter: I }
impl<I: Iterator> Iterator for Take<I> { type Item = I::Item; }
pub struct StepBy<I> { iter: I }
impl<I: Iterator> Iterator for StepBy<I> { type Item = I::Item; }
pub struct Chain<A, B> { a: Option<A>, b: Option<B> }
impl<A: Iterator, B: Iterator<Item = A::Item>> Iterator for Chain<A, B> { type Item = A::Item; }
pub struct Zip<A, B> { a: A, b: B }
impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> { type Item = (A::Item, B::Item); }
pub struct Intersperse<I: Iterator> { iter: I }
impl<I: Iterator> Iterator for Intersperse<I> { type Item = I::Item; }
pub struct IntersperseWith<I: Iterator, G> { iter: I, separator: G }
impl<I: Iterator, G: FnMut() -> I::Item> Iterator for IntersperseWith<I, G> { type Item = I::Item; }
pub struct Scan<I, St, F> { iter: I, f: F, state: St }
impl<B, I: Iterator, St, F: FnMut(&mut St, I::Item) -> Option<B>> Iterator for Scan<I, St, F> { type Item = B; }
pub struct FlatMap<I, U: IntoIterator, F> { iter: I, f: F, inner: U }
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> Iterator for FlatMap<I, U, F> { type Item = U::Item; }
pub struct Flatten<I> { iter: I }
impl<I: Iterator> Iterator for Flatten<I> where I::Item: IntoIterator { type Item = <I::Item as IntoIterator>::Item; }
pub struct MapWindows<I: Iterator, F, const N: usize> { iter: I, f: F }
impl<I: Iterator, F: FnMut(&[I::Item; N]) -> R, R, const N: usize> Iterator for MapWindows<I, F, N> { type Item = R; }
pub struct Fuse<I> { iter: I }
impl<I: Iterator> Iterator for Fuse<I> { type Item = I::Item; }
pub struct Inspect<I, F> { iter: I, f: F }
impl<I: Iterator, F: FnMut(&I::Item)> Iterator for Inspect<I, F> { type Item = I::Item; }
pub struct Rev<I> { iter: I }
impl<I: DoubleEndedIterator> Iterator for Rev<I> { type Item = I::Item; }
pub struct Copied<I> { iter: I }
impl<'a, T: 'a + Copy, I: Iterator<Item = &'a T>> Iterator for Copied<I> { type Item = T; }
pub struct Cloned<I> { iter: I }
impl<'a, T: 'a + Clone, I: Iterator<Item = &'a T>> Iterator for Cloned<I> { type Item = T; }
pub struct Cycle<I> { iter: I }
impl<I: Clone + Iterator> Iterator for Cycle<I> { type Item = I::Item; }
pub struct ArrayChunks<I: Iterator, const N: usize> { iter: I }
impl<I: Iterator, const N: usize> Iterator for ArrayChunks<I, N> { type Item = [I::Item; N]; }
impl<I: Iterator, const N: usize> ArrayChunks<I, N> { pub fn into_remainder(self) -> Option<IntoIter<I::Item, N>>; }
pub struct ByRefSized<'a, I> { iter: &'a mut I }
impl<I: Iterator> Iterator for ByRefSized<'_, I> { type Item = I::Item; }
impl<B, I: DoubleEndedIterator, F: FnMut(I::Item) -> B> DoubleEndedIterator for Map<I, F> {}
impl<I: DoubleEndedIterator, P: FnMut(&I::Item) -> bool> DoubleEndedIterator for Filter<I, P> {}
impl<B, I: DoubleEndedIterator, F: FnMut(I::Item) -> Option<B>> DoubleEndedIterator for FilterMap<I, F> {}
impl<I: DoubleEndedIterator, F: FnMut(&I::Item)> DoubleEndedIterator for Inspect<I, F> {}
impl<A: DoubleEndedIterator, B: DoubleEndedIterator<Item = A::Item>> DoubleEndedIterator for Chain<A, B> {}
impl<A: DoubleEndedIterator, B: DoubleEndedIterator> DoubleEndedIterator for Zip<A, B> {}
impl<I: DoubleEndedIterator, U: IntoIterator, F: FnMut(I::Item) -> U> DoubleEndedIterator for FlatMap<I, U, F> {}
impl<'a, T: 'a + Copy, I: DoubleEndedIterator<Item = &'a T>> DoubleEndedIterator for Copied<I> {}
impl<'a, T: 'a + Clone, I: DoubleEndedIterator<Item = &'a T>> DoubleEndedIterator for Cloned<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Enumerate<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Peekable<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Skip<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Take<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for StepBy<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Fuse<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Rev<I> {}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Flatten<I> {}
impl<B, I: ExactSizeIterator, F: FnMut(I::Item) -> B> ExactSizeIterator for Map<I, F> {}
impl<I: ExactSizeIterator, F: FnMut(&I::Item)> ExactSizeIterator for Inspect<I, F> {}
impl<A: ExactSizeIterator, B: ExactSizeIterator> ExactSizeIterator for Zip<A, B> {}
impl<'a, T: 'a + Copy, I: ExactSizeIterator<Item = &'a T>> ExactSizeIterator for Copied<I> {}
impl<'a, T: 'a + Clone, I: ExactSizeIterator<Item = &'a T>> ExactSizeIterator for Cloned<I> {}
impl<I: ExactSizeIterator> ExactSizeIterator for Enumerate<I> {}
impl<I: ExactSizeIterator> ExactSizeIterator for Peekable<I> {}
impl<I: ExactSizeIterator> ExactSizeIterator for Skip<I> {}
impl<I: ExactSizeIterator> ExactSizeIterator for Take<I> {}
impl<I: ExactSizeIterator> ExactSizeIterator for StepBy<I> {}
impl<I: ExactSizeIterator> ExactSizeIterator for Fuse<I> {}
impl<I: ExactSizeIterator> ExactSizeIterator for Rev<I> {}
impl<I: Clone, F: Clone> Clone for Map<I, F> {}
impl<I: Clone, P: Clone> Clone for Filter<I, P> {}
impl<I: Clone, F: Clone> Clone for FilterMap<I, F> {}
impl<I: Clone> Clone for Enumerate<I> {}
impl<I: Clone> Clone for Peekable<I> {}
impl<I: Clone, P: Clone> Clone for SkipWhile<I, P> {}
impl<I: Clone, P: Clone> Clone for TakeWhile<I, P> {}
impl<I: Clone, P: Clone> Clone for MapWhile<I, P> {}
impl<I: Clone> Clone for Skip<I> {}
impl<I: Clone> Clone for Take<I> {}
impl<I: Clone> Clone for StepBy<I> {}
impl<A: Clone, B: Clone> Clone for Chain<A, B> {}
impl<A: Clone, B: Clone> Clone for Zip<A, B> {}
impl<I: Clone, St: Clone, F: Clone> Clone for Scan<I, St, F> {}
impl<I: Clone, U: Clone, F: Clone> Clone for FlatMap<I, U, F> {}
impl<I: Clone> Clone for Flatten<I> {}
impl<I: Clone> Clone for Fuse<I> {}
impl<I: Clone, F: Clone> Clone for Inspect<I, F> {}
impl<I: Clone> Clone for Rev<I> {}
impl<I: Clone> Clone for Copied<I> {}
impl<I: Clone> Clone for Cloned<I> {}
impl<I: Clone> Clone for Cycle<I> {}

pub struct Once<T> { inner: Option<T> }
impl<T> Iterator for Once<T> { type Item = T; }
impl<T> DoubleEndedIterator for Once<T> {}
impl<T> ExactSizeIterator for Once<T> {}
impl<T: Clone> Clone for Once<T> {}
pub struct OnceWith<F> { make: Option<F> }
impl<A, F: FnOnce() -> A> Iterator for OnceWith<F> { type Item = A; }
impl<A, F: FnOnce() -> A> DoubleEndedIterator for OnceWith<F> {}
impl<A, F: FnOnce() -> A> ExactSizeIterator for OnceWith<F> {}
pub struct Repeat<A> { element: A }
impl<A: Clone> Iterator for Repeat<A> { type Item = A; }
impl<A: Clone> DoubleEndedIterator for Repeat<A> {}
impl<A: Clone> Clone for Repeat<A> {}
pub struct RepeatN<A> { element: A }
impl<A: Clone> Iterator for RepeatN<A> { type Item = A; }
impl<A: Clone> DoubleEndedIterator for RepeatN<A> {}
impl<A: Clone> ExactSizeIterator for RepeatN<A> {}
impl<A: Clone> Clone for RepeatN<A> {}
pub struct RepeatWith<F> { repeater: F }
impl<A, F: FnMut() -> A> Iterator for RepeatWith<F> { type Item = A; }
pub struct Empty<T> { marker: T }
impl<T> Iterator for Empty<T> { type Item = T; }
impl<T> DoubleEndedIterator for Empty<T> {}
impl<T> ExactSizeIterator for Empty<T> {}
impl<T> Default for Empty<T> {}
impl<T> Clone for Empty<T> {}
pub struct FromFn<F> { f: F }
impl<T, F: FnMut() -> Option<T>> Iterator for FromFn<F> { type Item = T; }
pub struct Successors<T, F> { next: Option<T>, succ: F }
impl<T, F: FnMut(&T) -> Option<T>> Iterator for Successors<T, F> { type Item = T; }
pub struct FromCoroutine<G> { coroutine: G }
pub fn once<T>(value: T) -> Once<T>;
pub fn once_with<A, F: FnOnce() -> A>(make: F) -> OnceWith<F>;
pub fn repeat<T: Clone>(elt: T) -> Repeat<T>;
pub fn repeat_n<T: Clone>(element: T, count: usize) -> RepeatN<T>;
pub fn repeat_with<A, F: FnMut() -> A>(repeater: F) -> RepeatWith<F>;
pub fn empty<T>() -> Empty<T>;
pub fn from_fn<T, F: FnMut() -> Option<T>>(f: F) -> FromFn<F>;
pub fn successors<T, F: FnMut(&T) -> Option<T>>(first: Option<T>, succ: F) -> Successors<T, F>;
pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> Zip<A::IntoIter, B::IntoIter>;
pub fn chain<A: IntoIterator, B: IntoIterator<Item = A::Item>>(a: A, b: B) -> Chain<A::IntoIter, B::IntoIter>;
