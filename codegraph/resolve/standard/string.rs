use crate::borrow::{Borrow, BorrowMut, Cow};
use crate::collections::TryReserveError;
use crate::convert::Infallible;
use crate::error::Error;
use crate::ffi::OsStr;
use crate::fmt::{Debug, Display, Write};
use crate::hash::Hash;
use crate::ops::{Add, AddAssign, Deref, DerefMut, Index, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::path::Path;
use crate::rc::Rc;
use crate::str::{FromStr, Utf8Error};
use crate::str::pattern::Pattern;
use crate::sync::Arc;

pub struct String { vec: Vec<u8> }
impl String {
    pub fn new() -> String;
    pub fn with_capacity(capacity: usize) -> String;
    pub fn try_with_capacity(capacity: usize) -> Result<String, TryReserveError>;
    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error>;
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str>;
    pub fn from_utf8_lossy_owned(v: Vec<u8>) -> String;
    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error>;
    pub fn from_utf16_lossy(v: &[u16]) -> String;
    pub fn from_utf16le(v: &[u8]) -> Result<String, FromUtf16Error>;
    pub fn from_utf16le_lossy(v: &[u8]) -> String;
    pub fn from_utf16be(v: &[u8]) -> Result<String, FromUtf16Error>;
    pub fn from_utf16be_lossy(v: &[u8]) -> String;
    pub fn into_raw_parts(self) -> (*mut u8, usize, usize);
    pub fn from_raw_parts(buf: *mut u8, length: usize, capacity: usize) -> String;
    pub fn from_utf8_unchecked(bytes: Vec<u8>) -> String;
    pub fn into_bytes(self) -> Vec<u8>;
    pub fn as_str(&self) -> &str;
    pub fn as_mut_str(&mut self) -> &mut str;
    pub fn push_str(&mut self, string: &str);
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R);
    pub fn capacity(&self) -> usize;
    pub fn reserve(&mut self, additional: usize);
    pub fn reserve_exact(&mut self, additional: usize);
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
    pub fn shrink_to_fit(&mut self);
    pub fn shrink_to(&mut self, min_capacity: usize);
    pub fn push(&mut self, ch: char);
    pub fn as_bytes(&self) -> &[u8];
    pub fn truncate(&mut self, new_len: usize);
    pub fn pop(&mut self) -> Option<char>;
    pub fn remove(&mut self, idx: usize) -> char;
    pub fn remove_matches<P: Pattern>(&mut self, pat: P);
    pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F);
    pub fn insert(&mut self, idx: usize, ch: char);
    pub fn insert_str(&mut self, idx: usize, string: &str);
    pub fn as_mut_vec(&mut self) -> &mut Vec<u8>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn split_off(&mut self, at: usize) -> String;
    pub fn clear(&mut self);
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_>;
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str);
    pub fn replace_first<P: Pattern>(&mut self, from: P, to: &str);
    pub fn replace_last<P: Pattern>(&mut self, from: P, to: &str);
    pub fn into_boxed_str(self) -> Box<str>;
    pub fn leak<'a>(self) -> &'a mut str;
    pub fn into_chars(self) -> IntoChars;
}
impl Deref for String { type Target = str; }
impl DerefMut for String {}
impl Clone for String {}
impl Default for String {}
impl Debug for String {}
impl Display for String {}
impl Hash for String {}
impl PartialEq for String {}
impl Eq for String {}
impl PartialOrd for String {}
impl Ord for String {}
impl Write for String {}
impl PartialEq<str> for String {}
impl<'a> PartialEq<&'a str> for String {}
impl<'a> PartialEq<Cow<'a, str>> for String {}
impl<'a> PartialEq<str> for Cow<'a, str> {}
impl<'a> PartialEq<&str> for Cow<'a, str> {}
impl<'a> PartialEq<String> for Cow<'a, str> {}
impl FromStr for String { type Err = Infallible; }
impl Add<&str> for String { type Output = String; }
impl AddAssign<&str> for String {}
impl Index<Range<usize>> for String { type Output = str; }
impl Index<RangeFrom<usize>> for String { type Output = str; }
impl Index<RangeTo<usize>> for String { type Output = str; }
impl Index<RangeFull> for String { type Output = str; }
impl Index<RangeInclusive<usize>> for String { type Output = str; }
impl Index<RangeToInclusive<usize>> for String { type Output = str; }
impl FromIterator<char> for String {}
impl Extend<char> for String {}
impl<'a> FromIterator<&'a char> for String {}
impl<'a> Extend<&'a char> for String {}
impl<'a> FromIterator<&'a str> for String {}
impl<'a> Extend<&'a str> for String {}
impl FromIterator<String> for String {}
impl Extend<String> for String {}
impl FromIterator<Box<str>> for String {}
impl Extend<Box<str>> for String {}
impl<'a> FromIterator<Cow<'a, str>> for String {}
impl<'a> Extend<Cow<'a, str>> for String {}
impl<'a> FromIterator<char> for Cow<'a, str> {}
impl<'a> FromIterator<&'a str> for Cow<'a, str> {}
impl<'a> FromIterator<String> for Cow<'a, str> {}
impl FromIterator<char> for Box<str> {}
impl FromIterator<&str> for Box<str> {}
impl FromIterator<String> for Box<str> {}
impl AsRef<str> for String {}
impl AsRef<[u8]> for String {}
impl AsRef<OsStr> for String {}
impl AsRef<Path> for String {}
impl AsMut<str> for String {}
impl Borrow<str> for String {}
impl BorrowMut<str> for String {}
impl From<char> for String {}
impl From<&str> for String {}
impl From<&mut str> for String {}
impl From<&String> for String {}
impl From<Box<str>> for String {}
impl<'a> From<Cow<'a, str>> for String {}
impl TryFrom<Vec<u8>> for String { type Error = FromUtf8Error; }
impl From<String> for Box<str> {}
impl From<String> for Rc<str> {}
impl From<String> for Arc<str> {}
impl<'a> From<String> for Cow<'a, str> {}
impl<'a> From<&'a str> for Cow<'a, str> {}
impl<'a> From<&'a String> for Cow<'a, str> {}
impl<'a> From<String> for Box<dyn Error + 'a> {}
impl<'a> From<String> for Box<dyn Error + Send + Sync + 'a> {}
impl<'a> From<&str> for Box<dyn Error + 'a> {}
impl<'a> From<&str> for Box<dyn Error + Send + Sync + 'a> {}
impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + 'a> {}
impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + Send + Sync + 'a> {}
pub trait ToString {
    fn to_string(&self) -> String;
}
impl<T: Display + ?Sized> ToString for T {}
pub type ParseError = Infallible;
pub struct Drain<'a> { inner: &'a str }
impl<'a> Drain<'a> { pub fn as_str(&self) -> &str; }
impl<'a> Iterator for Drain<'a> { type Item = char; }
impl<'a> DoubleEndedIterator for Drain<'a> {}
pub struct IntoChars { bytes: Vec<u8> }
impl IntoChars {
    pub fn as_str(&self) -> &str;
    pub fn into_string(self) -> String;
}
impl Iterator for IntoChars { type Item = char; }
impl DoubleEndedIterator for IntoChars {}
pub struct FromUtf8Error { bytes: Vec<u8>, error: Utf8Error }
impl FromUtf8Error {
    pub fn as_bytes(&self) -> &[u8];
    pub fn into_utf8_lossy(self) -> String;
    pub fn into_bytes(self) -> Vec<u8>;
    pub fn utf8_error(&self) -> Utf8Error;
}
pub struct FromUtf16Error { inner: () }
impl Debug for FromUtf8Error {}
impl Display for FromUtf8Error {}
impl Clone for FromUtf8Error {}
impl PartialEq for FromUtf8Error {}
impl Eq for FromUtf8Error {}
impl Error for FromUtf8Error {}
impl Debug for FromUtf16Error {}
impl Display for FromUtf16Error {}
impl Clone for FromUtf16Error {}
impl PartialEq for FromUtf16Error {}
impl Eq for FromUtf16Error {}
impl Error for FromUtf16Error {}
