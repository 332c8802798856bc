pub type Result = crate::result::Result<(), Error>;
pub struct Error;
impl Clone for Error {}
impl Copy for Error {}
impl Default for Error {}
impl Debug for Error {}
impl Display for Error {}
impl PartialEq for Error {}
impl Eq for Error {}
impl crate::error::Error for Error {}
pub trait Write {
    fn write_str(&mut self, s: &str) -> Result;
    fn write_char(&mut self, c: char) -> Result;
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result;
}
impl<W: Write + ?Sized> Write for &mut W {}
impl Write for Formatter<'_> {}
pub trait Debug {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Display {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Octal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait LowerHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait UpperHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Binary {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait LowerExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait UpperExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub struct Arguments<'a> { pieces: &'a str }
impl<'a> Arguments<'a> { pub fn as_str(&self) -> Option<&'static str>; }
impl Debug for Arguments<'_> {}
impl Display for Arguments<'_> {}
impl Clone for Arguments<'_> {}
impl Copy for Arguments<'_> {}
pub enum Alignment { Left, Right, Center }
pub struct FormattingOptions { flags: u32 }
pub struct Formatter<'a> { buf: &'a mut dyn Write }
impl<'a> Formatter<'a> {
    pub fn new(write: &'a mut dyn Write, options: FormattingOptions) -> Formatter<'a>;
    pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, buf: &str) -> Result;
    pub fn pad(&mut self, s: &str) -> Result;
    pub fn write_str(&mut self, data: &str) -> Result;
    pub fn write_char(&mut self, c: char) -> Result;
    pub fn write_fmt(&mut self, fmt: Arguments<'_>) -> Result;
    pub fn flags(&self) -> u32;
    pub fn fill(&self) -> char;
    pub fn align(&self) -> Option<Alignment>;
    pub fn width(&self) -> Option<usize>;
    pub fn precision(&self) -> Option<usize>;
    pub fn sign_plus(&self) -> bool;
    pub fn sign_minus(&self) -> bool;
    pub fn alternate(&self) -> bool;
    pub fn sign_aware_zero_pad(&self) -> bool;
    pub fn options(&self) -> FormattingOptions;
    pub fn debug_struct<'b>(&'b mut self, name: &str) -> DebugStruct<'b, 'a>;
    pub fn debug_tuple<'b>(&'b mut self, name: &str) -> DebugTuple<'b, 'a>;
    pub fn debug_list<'b>(&'b mut self) -> DebugList<'b, 'a>;
    pub fn debug_set<'b>(&'b mut self) -> DebugSet<'b, 'a>;
    pub fn debug_map<'b>(&'b mut self) -> DebugMap<'b, 'a>;
}
pub struct DebugStruct<'a, 'b> { fmt: &'a mut Formatter<'b> }
impl<'a, 'b> DebugStruct<'a, 'b> {
    pub fn finish(&mut self) -> Result;
    pub fn finish_non_exhaustive(&mut self) -> Result;
    pub fn field(&mut self, name: &str, value: &dyn Debug) -> &mut Self;
    pub fn field_with<F: FnOnce(&mut Formatter<'_>) -> Result>(&mut self, name: &str, value_fmt: F) -> &mut Self;
}
pub struct DebugTuple<'a, 'b> { fmt: &'a mut Formatter<'b> }
impl<'a, 'b> DebugTuple<'a, 'b> {
    pub fn finish(&mut self) -> Result;
    pub fn finish_non_exhaustive(&mut self) -> Result;
    pub fn field(&mut self, value: &dyn Debug) -> &mut Self;
}
pub struct DebugList<'a, 'b> { fmt: &'a mut Formatter<'b> }
impl<'a, 'b> DebugList<'a, 'b> {
    pub fn finish(&mut self) -> Result;
    pub fn finish_non_exhaustive(&mut self) -> Result;
    pub fn entry(&mut self, entry: &dyn Debug) -> &mut Self;
    pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self;
}
pub struct DebugSet<'a, 'b> { fmt: &'a mut Formatter<'b> }
impl<'a, 'b> DebugSet<'a, 'b> {
    pub fn finish(&mut self) -> Result;
    pub fn finish_non_exhaustive(&mut self) -> Result;
    pub fn entry(&mut self, entry: &dyn Debug) -> &mut Self;
    pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self;
}
pub struct DebugMap<'a, 'b> { fmt: &'a mut Formatter<'b> }
impl<'a, 'b> DebugMap<'a, 'b> {
    pub fn finish(&mut self) -> Result;
    pub fn finish_non_exhaustive(&mut self) -> Result;
    pub fn entry(&mut self, key: &dyn Debug, value: &dyn Debug) -> &mut Self;
    pub fn key(&mut self, key: &dyn Debug) -> &mut Self;
    pub fn value(&mut self, value: &dyn Debug) -> &mut Self;
    pub fn entries<K: Debug, V: Debug, I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) -> &mut Self;
}
pub struct FromFn<F> { f: F }
impl<F> Debug for FromFn<F> {}
impl<F> Display for FromFn<F> {}
pub fn from_fn<F: Fn(&mut Formatter<'_>) -> Result>(f: F) -> FromFn<F>;
pub fn format(args: Arguments<'_>) -> String;
pub fn write(output: &mut dyn Write, args: Arguments<'_>) -> Result;
