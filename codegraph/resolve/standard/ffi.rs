//! std::ffi: operating system strings, C strings and C's number types (signatures only).
use crate::borrow::{Borrow, Cow, ToOwned};
use crate::collections::TryReserveError;
use crate::error::Error;
use crate::fmt::{Debug, Display, Write};
use crate::hash::Hash;
use crate::ops::{Deref, DerefMut};
use crate::rc::Rc;
use crate::str::{FromStr, Utf8Error};
use crate::sync::Arc;

pub type c_char = i8;
pub type c_schar = i8;
pub type c_uchar = u8;
pub type c_short = i16;
pub type c_ushort = u16;
pub type c_int = i32;
pub type c_uint = u32;
pub type c_long = i64;
pub type c_ulong = u64;
pub type c_longlong = i64;
pub type c_ulonglong = u64;
pub type c_float = f32;
pub type c_double = f64;
pub enum c_void {}

pub struct OsString {}
impl OsString {
    pub const fn new() -> OsString;
    pub unsafe fn from_encoded_bytes_unchecked(bytes: Vec<u8>) -> Self;
    pub fn as_os_str(&self) -> &OsStr;
    pub fn into_encoded_bytes(self) -> Vec<u8>;
    pub fn into_string(self) -> Result<String, OsString>;
    pub fn push<T: AsRef<OsStr>>(&mut self, s: T);
    pub fn with_capacity(capacity: usize) -> OsString;
    pub fn clear(&mut self);
    pub fn capacity(&self) -> usize;
    pub fn reserve(&mut self, additional: usize);
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
    pub fn reserve_exact(&mut self, additional: usize);
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
    pub fn shrink_to_fit(&mut self);
    pub fn shrink_to(&mut self, min_capacity: usize);
    pub fn into_boxed_os_str(self) -> Box<OsStr>;
    pub fn leak<'a>(self) -> &'a mut OsStr;
    pub fn truncate(&mut self, len: usize);
}
impl Deref for OsString { type Target = OsStr; fn deref(&self) -> &OsStr; }
impl DerefMut for OsString { fn deref_mut(&mut self) -> &mut OsStr; }
impl Borrow<OsStr> for OsString { fn borrow(&self) -> &OsStr; }
impl AsRef<OsStr> for OsString { fn as_ref(&self) -> &OsStr; }
impl Clone for OsString { fn clone(&self) -> Self; }
impl Default for OsString { fn default() -> Self; }
impl PartialEq for OsString { fn eq(&self, other: &OsString) -> bool; }
impl PartialEq<str> for OsString {}
impl PartialEq<&str> for OsString {}
impl PartialEq<OsStr> for OsString {}
impl PartialEq<&OsStr> for OsString {}
impl Eq for OsString {}
impl PartialOrd for OsString {}
impl Ord for OsString {}
impl Hash for OsString {}
impl Debug for OsString {}
impl Write for OsString {}
impl From<String> for OsString { fn from(s: String) -> OsString; }
impl<T: ?Sized + AsRef<OsStr>> From<&T> for OsString { fn from(s: &T) -> OsString; }
impl From<Box<OsStr>> for OsString { fn from(boxed: Box<OsStr>) -> OsString; }
impl<'a> From<Cow<'a, OsStr>> for OsString { fn from(s: Cow<'a, OsStr>) -> OsString; }
impl FromStr for OsString { type Err = crate::convert::Infallible; fn from_str(s: &str) -> Result<Self, Self::Err>; }
impl Extend<OsString> for OsString {}
impl<'a> Extend<&'a OsStr> for OsString {}
impl FromIterator<OsString> for OsString { fn from_iter<I: IntoIterator<Item = OsString>>(iter: I) -> Self; }
impl<'a> FromIterator<&'a OsStr> for OsString { fn from_iter<I: IntoIterator<Item = &'a OsStr>>(iter: I) -> Self; }

pub struct OsStr {}
impl OsStr {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr;
    pub unsafe fn from_encoded_bytes_unchecked(bytes: &[u8]) -> &OsStr;
    pub fn to_str(&self) -> Option<&str>;
    pub fn to_string_lossy(&self) -> Cow<'_, str>;
    pub fn to_os_string(&self) -> OsString;
    pub fn is_empty(&self) -> bool;
    pub fn len(&self) -> usize;
    pub fn into_os_string(self: Box<OsStr>) -> OsString;
    pub fn as_encoded_bytes(&self) -> &[u8];
    pub fn make_ascii_lowercase(&mut self);
    pub fn make_ascii_uppercase(&mut self);
    pub fn to_ascii_lowercase(&self) -> OsString;
    pub fn to_ascii_uppercase(&self) -> OsString;
    pub fn is_ascii(&self) -> bool;
    pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool;
    pub fn display(&self) -> os_str::Display<'_>;
}
impl ToOwned for OsStr { type Owned = OsString; fn to_owned(&self) -> OsString; fn clone_into(&self, target: &mut OsString); }
impl AsRef<OsStr> for OsStr { fn as_ref(&self) -> &OsStr; }
impl AsRef<OsStr> for str { fn as_ref(&self) -> &OsStr; }
impl PartialEq for OsStr { fn eq(&self, other: &OsStr) -> bool; }
impl PartialEq<str> for OsStr {}
impl PartialEq<OsString> for OsStr {}
impl PartialEq<OsStr> for str {}
impl Eq for OsStr {}
impl PartialOrd for OsStr {}
impl Ord for OsStr {}
impl Hash for OsStr {}
impl Debug for OsStr {}
impl Default for &OsStr {}
impl Default for Box<OsStr> {}
impl Clone for Box<OsStr> { fn clone(&self) -> Self; }
impl From<&OsStr> for Box<OsStr> { fn from(s: &OsStr) -> Box<OsStr>; }
impl From<OsString> for Box<OsStr> { fn from(s: OsString) -> Box<OsStr>; }
impl From<OsString> for Arc<OsStr> { fn from(s: OsString) -> Arc<OsStr>; }
impl From<&OsStr> for Arc<OsStr> { fn from(s: &OsStr) -> Arc<OsStr>; }
impl From<OsString> for Rc<OsStr> { fn from(s: OsString) -> Rc<OsStr>; }
impl From<&OsStr> for Rc<OsStr> { fn from(s: &OsStr) -> Rc<OsStr>; }
impl<'a> From<OsString> for Cow<'a, OsStr> { fn from(s: OsString) -> Cow<'a, OsStr>; }
impl<'a> From<&'a OsStr> for Cow<'a, OsStr> { fn from(s: &'a OsStr) -> Cow<'a, OsStr>; }
impl<'a> From<&'a OsString> for Cow<'a, OsStr> { fn from(s: &'a OsString) -> Cow<'a, OsStr>; }
impl<'a> TryFrom<&'a OsStr> for &'a str { type Error = Utf8Error; }
pub mod os_str {
    pub use crate::ffi::{OsStr, OsString};
    pub struct Display<'a> {}
    impl crate::fmt::Display for Display<'_> {}
    impl crate::fmt::Debug for Display<'_> {}
}

pub struct CString {}
impl CString {
    pub fn new<T: Into<Vec<u8>>>(t: T) -> Result<CString, NulError>;
    pub unsafe fn from_vec_unchecked(v: Vec<u8>) -> Self;
    pub unsafe fn from_raw(ptr: *mut c_char) -> CString;
    pub fn into_raw(self) -> *mut c_char;
    pub fn into_string(self) -> Result<String, IntoStringError>;
    pub fn into_bytes(self) -> Vec<u8>;
    pub fn into_bytes_with_nul(self) -> Vec<u8>;
    pub fn as_bytes(&self) -> &[u8];
    pub fn as_bytes_with_nul(&self) -> &[u8];
    pub fn as_c_str(&self) -> &CStr;
    pub fn into_boxed_c_str(self) -> Box<CStr>;
    pub unsafe fn from_vec_with_nul_unchecked(v: Vec<u8>) -> Self;
    pub fn from_vec_with_nul(v: Vec<u8>) -> Result<CString, FromVecWithNulError>;
}
impl Deref for CString { type Target = CStr; fn deref(&self) -> &CStr; }
impl Borrow<CStr> for CString { fn borrow(&self) -> &CStr; }
impl AsRef<CStr> for CString { fn as_ref(&self) -> &CStr; }
impl Clone for CString { fn clone(&self) -> Self; }
impl Default for CString { fn default() -> CString; }
impl PartialEq for CString {}
impl Eq for CString {}
impl PartialOrd for CString {}
impl Ord for CString {}
impl Hash for CString {}
impl Debug for CString {}
impl From<&CStr> for CString { fn from(s: &CStr) -> CString; }
impl From<Box<CStr>> for CString { fn from(s: Box<CStr>) -> CString; }
impl<'a> From<Cow<'a, CStr>> for CString { fn from(s: Cow<'a, CStr>) -> Self; }
impl From<CString> for Box<CStr> { fn from(s: CString) -> Box<CStr>; }
impl From<CString> for Arc<CStr> { fn from(s: CString) -> Arc<CStr>; }
impl From<&CStr> for Arc<CStr> { fn from(s: &CStr) -> Arc<CStr>; }
impl From<&CStr> for Box<CStr> { fn from(s: &CStr) -> Box<CStr>; }
impl<'a> From<CString> for Cow<'a, CStr> { fn from(s: CString) -> Cow<'a, CStr>; }
impl<'a> From<&'a CStr> for Cow<'a, CStr> { fn from(s: &'a CStr) -> Cow<'a, CStr>; }
pub struct CStr {}
impl CStr {
    pub unsafe fn from_ptr<'a>(ptr: *const c_char) -> &'a CStr;
    pub const fn from_bytes_until_nul(bytes: &[u8]) -> Result<&CStr, FromBytesUntilNulError>;
    pub const fn from_bytes_with_nul(bytes: &[u8]) -> Result<&CStr, FromBytesWithNulError>;
    pub const unsafe fn from_bytes_with_nul_unchecked(bytes: &[u8]) -> &CStr;
    pub const fn as_ptr(&self) -> *const c_char;
    pub const fn count_bytes(&self) -> usize;
    pub const fn is_empty(&self) -> bool;
    pub const fn to_bytes(&self) -> &[u8];
    pub const fn to_bytes_with_nul(&self) -> &[u8];
    pub fn bytes(&self) -> c_str::Bytes<'_>;
    pub fn to_str(&self) -> Result<&str, Utf8Error>;
    pub fn to_string_lossy(&self) -> Cow<'_, str>;
    pub fn into_c_string(self: Box<CStr>) -> CString;
}
impl ToOwned for CStr { type Owned = CString; fn to_owned(&self) -> CString; fn clone_into(&self, target: &mut CString); }
impl AsRef<CStr> for CStr { fn as_ref(&self) -> &CStr; }
impl PartialEq for CStr {}
impl Eq for CStr {}
impl PartialOrd for CStr {}
impl Ord for CStr {}
impl Hash for CStr {}
impl Debug for CStr {}
impl Default for &CStr {}
impl Clone for Box<CStr> { fn clone(&self) -> Self; }
pub mod c_str {
    pub use crate::ffi::{CStr, CString, FromBytesUntilNulError, FromBytesWithNulError, FromVecWithNulError, IntoStringError, NulError};
    pub struct Bytes<'a> {}
    impl Iterator for Bytes<'_> { type Item = u8; }
}
pub struct NulError {}
impl NulError {
    pub fn nul_position(&self) -> usize;
    pub fn into_vec(self) -> Vec<u8>;
}
impl Clone for NulError {}
impl PartialEq for NulError {}
impl Eq for NulError {}
impl Debug for NulError {}
impl Display for NulError {}
impl Error for NulError {}
pub struct IntoStringError {}
impl IntoStringError {
    pub fn into_cstring(self) -> CString;
    pub fn utf8_error(&self) -> Utf8Error;
}
impl Clone for IntoStringError {}
impl Debug for IntoStringError {}
impl Display for IntoStringError {}
impl Error for IntoStringError {}
pub struct FromVecWithNulError {}
impl FromVecWithNulError {
    pub fn as_bytes(&self) -> &[u8];
    pub fn into_bytes(self) -> Vec<u8>;
}
impl Debug for FromVecWithNulError {}
impl Display for FromVecWithNulError {}
impl Error for FromVecWithNulError {}
pub enum FromBytesWithNulError { InteriorNul { position: usize }, NotNulTerminated }
impl Clone for FromBytesWithNulError {}
impl PartialEq for FromBytesWithNulError {}
impl Eq for FromBytesWithNulError {}
impl Debug for FromBytesWithNulError {}
impl Display for FromBytesWithNulError {}
impl Error for FromBytesWithNulError {}
pub struct FromBytesUntilNulError {}
impl Clone for FromBytesUntilNulError {}
impl PartialEq for FromBytesUntilNulError {}
impl Eq for FromBytesUntilNulError {}
impl Debug for FromBytesUntilNulError {}
impl Display for FromBytesUntilNulError {}
impl Error for FromBytesUntilNulError {}
