use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::hash::Hash;

impl char {
    pub const MIN: char;
    pub const MAX: char;
    pub const REPLACEMENT_CHARACTER: char;
    pub const UNICODE_VERSION: (u8, u8, u8);
    pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter>;
    pub fn from_u32(i: u32) -> Option<char>;
    pub fn from_u32_unchecked(i: u32) -> char;
    pub fn from_digit(num: u32, radix: u32) -> Option<char>;
    pub fn is_digit(self, radix: u32) -> bool;
    pub fn to_digit(self, radix: u32) -> Option<u32>;
    pub fn escape_unicode(self) -> EscapeUnicode;
    pub fn escape_debug(self) -> EscapeDebug;
    pub fn escape_default(self) -> EscapeDefault;
    pub fn len_utf8(self) -> usize;
    pub fn len_utf16(self) -> usize;
    pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str;
    pub fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16];
    pub fn to_lowercase(self) -> ToLowercase;
    pub fn to_uppercase(self) -> ToUppercase;
    pub fn as_ascii(&self) -> Option<crate::ascii::Char>;
    pub fn to_ascii_uppercase(&self) -> char;
    pub fn to_ascii_lowercase(&self) -> char;
    pub fn eq_ignore_ascii_case(&self, other: &char) -> bool;
    pub fn make_ascii_uppercase(&mut self);
    pub fn make_ascii_lowercase(&mut self);
    pub fn is_alphabetic(self) -> bool;
    pub fn is_lowercase(self) -> bool;
    pub fn is_uppercase(self) -> bool;
    pub fn is_whitespace(self) -> bool;
    pub fn is_alphanumeric(self) -> bool;
    pub fn is_control(self) -> bool;
    pub fn is_numeric(self) -> bool;
    pub fn is_ascii(&self) -> bool;
    pub fn is_ascii_alphabetic(&self) -> bool;
    pub fn is_ascii_uppercase(&self) -> bool;
    pub fn is_ascii_lowercase(&self) -> bool;
    pub fn is_ascii_alphanumeric(&self) -> bool;
    pub fn is_ascii_digit(&self) -> bool;
    pub fn is_ascii_octdigit(&self) -> bool;
    pub fn is_ascii_hexdigit(&self) -> bool;
    pub fn is_ascii_punctuation(&self) -> bool;
    pub fn is_ascii_graphic(&self) -> bool;
    pub fn is_ascii_whitespace(&self) -> bool;
    pub fn is_ascii_control(&self) -> bool;
}
impl Clone for char {}
impl Copy for char {}
impl Default for char {}
impl Debug for char {}
impl Display for char {}
impl PartialEq for char {}
impl Eq for char {}
impl PartialOrd for char {}
impl Ord for char {}
impl Hash for char {}
impl From<u8> for char {}
impl TryFrom<u32> for char { type Error = CharTryFromError; }
pub struct EscapeUnicode { inner: char }
impl Iterator for EscapeUnicode { type Item = char; }
impl ExactSizeIterator for EscapeUnicode {}
impl Display for EscapeUnicode {}
impl Debug for EscapeUnicode {}
impl Clone for EscapeUnicode {}
pub struct EscapeDebug { inner: char }
impl Iterator for EscapeDebug { type Item = char; }
impl ExactSizeIterator for EscapeDebug {}
impl Display for EscapeDebug {}
impl Debug for EscapeDebug {}
impl Clone for EscapeDebug {}
pub struct EscapeDefault { inner: char }
impl Iterator for EscapeDefault { type Item = char; }
impl ExactSizeIterator for EscapeDefault {}
impl Display for EscapeDefault {}
impl Debug for EscapeDefault {}
impl Clone for EscapeDefault {}
pub struct ToLowercase { inner: char }
impl Iterator for ToLowercase { type Item = char; }
impl ExactSizeIterator for ToLowercase {}
impl Display for ToLowercase {}
impl Debug for ToLowercase {}
impl Clone for ToLowercase {}
pub struct ToUppercase { inner: char }
impl Iterator for ToUppercase { type Item = char; }
impl ExactSizeIterator for ToUppercase {}
impl Display for ToUppercase {}
impl Debug for ToUppercase {}
impl Clone for ToUppercase {}
impl DoubleEndedIterator for ToLowercase {}
impl DoubleEndedIterator for ToUppercase {}
pub struct DecodeUtf16<I> { iter: I }
impl<I: Iterator<Item = u16>> Iterator for DecodeUtf16<I> { type Item = Result<char, DecodeUtf16Error>; }
pub struct DecodeUtf16Error { code: u16 }
impl DecodeUtf16Error { pub fn unpaired_surrogate(&self) -> u16; }
pub struct ParseCharError { kind: () }
pub struct CharTryFromError { inner: () }
pub struct TryFromCharError { inner: () }
impl Debug for DecodeUtf16Error {}
impl Display for DecodeUtf16Error {}
impl Clone for DecodeUtf16Error {}
impl PartialEq for DecodeUtf16Error {}
impl Eq for DecodeUtf16Error {}
impl Error for DecodeUtf16Error {}
impl Debug for ParseCharError {}
impl Display for ParseCharError {}
impl Clone for ParseCharError {}
impl PartialEq for ParseCharError {}
impl Eq for ParseCharError {}
impl Error for ParseCharError {}
impl Debug for CharTryFromError {}
impl Display for CharTryFromError {}
impl Clone for CharTryFromError {}
impl PartialEq for CharTryFromError {}
impl Eq for CharTryFromError {}
impl Error for CharTryFromError {}
impl Debug for TryFromCharError {}
impl Display for TryFromCharError {}
impl Clone for TryFromCharError {}
impl PartialEq for TryFromCharError {}
impl Eq for TryFromCharError {}
impl Error for TryFromCharError {}
pub const MAX: char;
pub const REPLACEMENT_CHARACTER: char;
pub const UNICODE_VERSION: (u8, u8, u8);
pub fn from_u32(i: u32) -> Option<char>;
pub fn from_u32_unchecked(i: u32) -> char;
pub fn from_digit(num: u32, radix: u32) -> Option<char>;
pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter>;
