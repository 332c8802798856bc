pub struct EscapeDefault { inner: u8 }
impl EscapeDefault { pub fn as_str(&self) -> &str; }
impl Iterator for EscapeDefault { type Item = u8; }
impl DoubleEndedIterator for EscapeDefault {}
impl ExactSizeIterator for EscapeDefault {}
impl Clone for EscapeDefault {}
impl crate::fmt::Display for EscapeDefault {}
pub fn escape_default(c: u8) -> EscapeDefault;
pub struct Char { inner: u8 }
impl Char {
    pub fn from_u8(b: u8) -> Option<Char>;
    pub fn to_u8(self) -> u8;
    pub fn to_char(self) -> char;
    pub fn as_str(&self) -> &str;
}
pub trait AsciiExt {
    type Owned;
}
