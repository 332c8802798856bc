use crate::borrow::{Cow, ToOwned};
use crate::fmt::{Debug, Display};
use crate::hash::Hash;
use crate::ops::{Index, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::slice::SliceIndex;

impl str {
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error>;
    pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error>;
    pub fn from_utf8_unchecked(v: &[u8]) -> &str;
    pub fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str;
    pub fn is_char_boundary(&self, index: usize) -> bool;
    pub fn floor_char_boundary(&self, index: usize) -> usize;
    pub fn ceil_char_boundary(&self, index: usize) -> usize;
    pub fn as_bytes(&self) -> &[u8];
    pub fn as_bytes_mut(&mut self) -> &mut [u8];
    pub fn as_ptr(&self) -> *const u8;
    pub fn as_mut_ptr(&mut self) -> *mut u8;
    pub fn as_str(&self) -> &str;
    pub fn get<I: SliceIndex<str>>(&self, i: I) -> Option<&I::Output>;
    pub fn get_mut<I: SliceIndex<str>>(&mut self, i: I) -> Option<&mut I::Output>;
    pub fn get_unchecked<I: SliceIndex<str>>(&self, i: I) -> &I::Output;
    pub fn get_unchecked_mut<I: SliceIndex<str>>(&mut self, i: I) -> &mut I::Output;
    pub fn slice_unchecked(&self, begin: usize, end: usize) -> &str;
    pub fn slice_mut_unchecked(&mut self, begin: usize, end: usize) -> &mut str;
    pub fn split_at(&self, mid: usize) -> (&str, &str);
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str);
    pub fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)>;
    pub fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut str, &mut str)>;
    pub fn chars(&self) -> Chars<'_>;
    pub fn char_indices(&self) -> CharIndices<'_>;
    pub fn bytes(&self) -> Bytes<'_>;
    pub fn split_whitespace(&self) -> SplitWhitespace<'_>;
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_>;
    pub fn lines(&self) -> Lines<'_>;
    pub fn encode_utf16(&self) -> EncodeUtf16<'_>;
    pub fn contains<P: Pattern>(&self, pat: P) -> bool;
    pub fn starts_with<P: Pattern>(&self, pat: P) -> bool;
    pub fn ends_with<P: Pattern>(&self, pat: P) -> bool;
    pub fn find<P: Pattern>(&self, pat: P) -> Option<usize>;
    pub fn rfind<P: Pattern>(&self, pat: P) -> Option<usize>;
    pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P>;
    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> SplitInclusive<'_, P>;
    pub fn rsplit<P: Pattern>(&self, pat: P) -> RSplit<'_, P>;
    pub fn split_terminator<P: Pattern>(&self, pat: P) -> SplitTerminator<'_, P>;
    pub fn rsplit_terminator<P: Pattern>(&self, pat: P) -> RSplitTerminator<'_, P>;
    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<'_, P>;
    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> RSplitN<'_, P>;
    pub fn split_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)>;
    pub fn rsplit_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)>;
    pub fn matches<P: Pattern>(&self, pat: P) -> Matches<'_, P>;
    pub fn rmatches<P: Pattern>(&self, pat: P) -> RMatches<'_, P>;
    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<'_, P>;
    pub fn rmatch_indices<P: Pattern>(&self, pat: P) -> RMatchIndices<'_, P>;
    pub fn trim(&self) -> &str;
    pub fn trim_start(&self) -> &str;
    pub fn trim_end(&self) -> &str;
    pub fn trim_left(&self) -> &str;
    pub fn trim_right(&self) -> &str;
    pub fn trim_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn trim_start_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn trim_end_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn trim_left_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn trim_right_matches<P: Pattern>(&self, pat: P) -> &str;
    pub fn strip_prefix<P: Pattern>(&self, prefix: P) -> Option<&str>;
    pub fn strip_suffix<P: Pattern>(&self, suffix: P) -> Option<&str>;
    pub fn strip_circumfix<P: Pattern, S: Pattern>(&self, prefix: P, suffix: S) -> Option<&str>;
    pub fn trim_prefix<P: Pattern>(&self, prefix: P) -> &str;
    pub fn trim_suffix<P: Pattern>(&self, suffix: P) -> &str;
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err>;
    pub fn is_ascii(&self) -> bool;
    pub fn eq_ignore_ascii_case(&self, other: &str) -> bool;
    pub fn make_ascii_uppercase(&mut self);
    pub fn make_ascii_lowercase(&mut self);
    pub fn trim_ascii_start(&self) -> &str;
    pub fn trim_ascii_end(&self) -> &str;
    pub fn trim_ascii(&self) -> &str;
    pub fn escape_debug(&self) -> EscapeDebug<'_>;
    pub fn escape_default(&self) -> EscapeDefault<'_>;
    pub fn escape_unicode(&self) -> EscapeUnicode<'_>;
    pub fn substr_range(&self, substr: &str) -> Option<Range<usize>>;
    pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]>;
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String;
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String;
    pub fn to_lowercase(&self) -> String;
    pub fn to_uppercase(&self) -> String;
    pub fn into_string(self: Box<str>) -> String;
    pub fn repeat(&self, n: usize) -> String;
    pub fn to_ascii_uppercase(&self) -> String;
    pub fn to_ascii_lowercase(&self) -> String;
}
impl ToOwned for str { type Owned = String; }
impl Debug for str {}
impl Display for str {}
impl Hash for str {}
impl PartialEq for str {}
impl PartialEq<String> for str {}
impl PartialEq<String> for &str {}
impl<'a> PartialEq<Cow<'a, str>> for str {}
impl<'a> PartialEq<Cow<'a, str>> for &str {}
impl Eq for str {}
impl PartialOrd for str {}
impl Ord for str {}
impl AsRef<str> for str {}
impl AsRef<[u8]> for str {}
impl AsRef<crate::ffi::OsStr> for str {}
impl AsRef<crate::path::Path> for str {}
impl AsMut<str> for str {}
impl Default for &str {}
impl Default for &mut str {}
impl Index<Range<usize>> for str { type Output = str; }
impl Index<RangeFrom<usize>> for str { type Output = str; }
impl Index<RangeTo<usize>> for str { type Output = str; }
impl Index<RangeFull> for str { type Output = str; }
impl Index<RangeInclusive<usize>> for str { type Output = str; }
impl Index<RangeToInclusive<usize>> for str { type Output = str; }
pub trait FromStr {
    type Err;
    fn from_str(s: &str) -> Result<Self, Self::Err>;
}
impl FromStr for bool { type Err = ParseBoolError; }
impl FromStr for char { type Err = crate::char::ParseCharError; }
impl FromStr for __int { type Err = crate::num::ParseIntError; }
impl FromStr for __float { type Err = crate::num::ParseFloatError; }
pub use crate::str::pattern::Pattern;
pub mod pattern {
    pub trait Pattern {
        type Searcher;
        fn into_searcher(self, haystack: &str) -> Self::Searcher;
        fn is_contained_in(self, haystack: &str) -> bool;
        fn is_prefix_of(self, haystack: &str) -> bool;
        fn is_suffix_of(self, haystack: &str) -> bool;
    }
    impl Pattern for char { type Searcher = (); }
    impl Pattern for &str { type Searcher = (); }
    impl Pattern for &String { type Searcher = (); }
    impl Pattern for &&str { type Searcher = (); }
    impl Pattern for &[char] { type Searcher = (); }
    impl<const N: usize> Pattern for [char; N] { type Searcher = (); }
    impl<const N: usize> Pattern for &[char; N] { type Searcher = (); }
    impl<F: FnMut(char) -> bool> Pattern for F { type Searcher = (); }
}
pub struct Chars<'a> { inner: &'a str }
impl<'a> Iterator for Chars<'a> { type Item = char; }
impl<'a> DoubleEndedIterator for Chars<'a> {}
impl<'a> Clone for Chars<'a> {}
pub struct CharIndices<'a> { inner: &'a str }
impl<'a> Iterator for CharIndices<'a> { type Item = (usize, char); }
impl<'a> DoubleEndedIterator for CharIndices<'a> {}
impl<'a> Clone for CharIndices<'a> {}
pub struct Bytes<'a> { inner: &'a str }
impl<'a> Iterator for Bytes<'a> { type Item = u8; }
impl<'a> DoubleEndedIterator for Bytes<'a> {}
impl<'a> ExactSizeIterator for Bytes<'a> {}
impl<'a> Clone for Bytes<'a> {}
pub struct SplitWhitespace<'a> { inner: &'a str }
impl<'a> Iterator for SplitWhitespace<'a> { type Item = &'a str; }
impl<'a> DoubleEndedIterator for SplitWhitespace<'a> {}
impl<'a> Clone for SplitWhitespace<'a> {}
pub struct SplitAsciiWhitespace<'a> { inner: &'a str }
impl<'a> Iterator for SplitAsciiWhitespace<'a> { type Item = &'a str; }
impl<'a> DoubleEndedIterator for SplitAsciiWhitespace<'a> {}
impl<'a> Clone for SplitAsciiWhitespace<'a> {}
pub struct Lines<'a> { inner: &'a str }
impl<'a> Iterator for Lines<'a> { type Item = &'a str; }
impl<'a> DoubleEndedIterator for Lines<'a> {}
impl<'a> Clone for Lines<'a> {}
pub struct EncodeUtf16<'a> { inner: &'a str }
impl<'a> Iterator for EncodeUtf16<'a> { type Item = u16; }
impl<'a> Clone for EncodeUtf16<'a> {}
pub struct EscapeDebug<'a> { inner: &'a str }
impl<'a> Iterator for EscapeDebug<'a> { type Item = char; }
impl<'a> Clone for EscapeDebug<'a> {}
impl<'a> Display for EscapeDebug<'a> {}
pub struct EscapeDefault<'a> { inner: &'a str }
impl<'a> Iterator for EscapeDefault<'a> { type Item = char; }
impl<'a> Clone for EscapeDefault<'a> {}
impl<'a> Display for EscapeDefault<'a> {}
pub struct EscapeUnicode<'a> { inner: &'a str }
impl<'a> Iterator for EscapeUnicode<'a> { type Item = char; }
impl<'a> Clone for EscapeUnicode<'a> {}
impl<'a> Display for EscapeUnicode<'a> {}
pub struct Utf8Chunks<'a> { inner: &'a str }
impl<'a> Iterator for Utf8Chunks<'a> { type Item = Utf8Chunk<'a>; }
impl<'a> Clone for Utf8Chunks<'a> {}
impl<'a> Chars<'a> { pub fn as_str(&self) -> &'a str; }
impl<'a> CharIndices<'a> {
    pub fn as_str(&self) -> &'a str;
    pub fn offset(&self) -> usize;
}
impl<'a> SplitWhitespace<'a> { pub fn remainder(&self) -> Option<&'a str>; }
impl<'a> SplitAsciiWhitespace<'a> { pub fn remainder(&self) -> Option<&'a str>; }
impl<'a> Lines<'a> { pub fn remainder(&self) -> Option<&'a str>; }
pub struct Split<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for Split<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for Split<'a, P> {}
impl<'a, P: Pattern> Clone for Split<'a, P> {}
impl<'a, P: Pattern> Split<'a, P> { pub fn remainder(&self) -> Option<&'a str>; }
pub struct SplitInclusive<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for SplitInclusive<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for SplitInclusive<'a, P> {}
impl<'a, P: Pattern> Clone for SplitInclusive<'a, P> {}
impl<'a, P: Pattern> SplitInclusive<'a, P> { pub fn remainder(&self) -> Option<&'a str>; }
pub struct RSplit<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for RSplit<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for RSplit<'a, P> {}
impl<'a, P: Pattern> Clone for RSplit<'a, P> {}
impl<'a, P: Pattern> RSplit<'a, P> { pub fn remainder(&self) -> Option<&'a str>; }
pub struct SplitTerminator<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for SplitTerminator<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for SplitTerminator<'a, P> {}
impl<'a, P: Pattern> Clone for SplitTerminator<'a, P> {}
impl<'a, P: Pattern> SplitTerminator<'a, P> { pub fn remainder(&self) -> Option<&'a str>; }
pub struct RSplitTerminator<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for RSplitTerminator<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for RSplitTerminator<'a, P> {}
impl<'a, P: Pattern> Clone for RSplitTerminator<'a, P> {}
impl<'a, P: Pattern> RSplitTerminator<'a, P> { pub fn remainder(&self) -> Option<&'a str>; }
pub struct SplitN<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for SplitN<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> Clone for SplitN<'a, P> {}
impl<'a, P: Pattern> SplitN<'a, P> { pub fn remainder(&self) -> Option<&'a str>; }
pub struct RSplitN<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for RSplitN<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> Clone for RSplitN<'a, P> {}
impl<'a, P: Pattern> RSplitN<'a, P> { pub fn remainder(&self) -> Option<&'a str>; }
pub struct Matches<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for Matches<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for Matches<'a, P> {}
impl<'a, P: Pattern> Clone for Matches<'a, P> {}
pub struct RMatches<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for RMatches<'a, P> { type Item = &'a str; }
impl<'a, P: Pattern> DoubleEndedIterator for RMatches<'a, P> {}
impl<'a, P: Pattern> Clone for RMatches<'a, P> {}
pub struct MatchIndices<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for MatchIndices<'a, P> { type Item = (usize, &'a str); }
impl<'a, P: Pattern> DoubleEndedIterator for MatchIndices<'a, P> {}
impl<'a, P: Pattern> Clone for MatchIndices<'a, P> {}
pub struct RMatchIndices<'a, P: Pattern> { inner: &'a str, pat: P }
impl<'a, P: Pattern> Iterator for RMatchIndices<'a, P> { type Item = (usize, &'a str); }
impl<'a, P: Pattern> DoubleEndedIterator for RMatchIndices<'a, P> {}
impl<'a, P: Pattern> Clone for RMatchIndices<'a, P> {}
pub struct Utf8Chunk<'a> { valid: &'a str, invalid: &'a [u8] }
impl<'a> Utf8Chunk<'a> {
    pub fn valid(&self) -> &'a str;
    pub fn invalid(&self) -> &'a [u8];
}
pub struct Utf8Error { valid_up_to: usize, error_len: Option<u8> }
impl Utf8Error {
    pub fn valid_up_to(&self) -> usize;
    pub fn error_len(&self) -> Option<usize>;
}
pub struct ParseBoolError { inner: () }
impl Debug for Utf8Error {}
impl Display for Utf8Error {}
impl Clone for Utf8Error {}
impl PartialEq for Utf8Error {}
impl Eq for Utf8Error {}
impl crate::error::Error for Utf8Error {}
impl Debug for ParseBoolError {}
impl Display for ParseBoolError {}
impl Clone for ParseBoolError {}
impl PartialEq for ParseBoolError {}
impl Eq for ParseBoolError {}
impl crate::error::Error for ParseBoolError {}
impl Copy for Utf8Error {}
pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error>;
pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error>;
pub fn from_utf8_unchecked(v: &[u8]) -> &str;
pub fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str;
pub fn from_raw_parts<'a>(ptr: *const u8, len: usize) -> &'a str;
pub fn from_boxed_utf8_unchecked(v: Box<[u8]>) -> Box<str>;
