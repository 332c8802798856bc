//! std::io: reading, writing, seeking, buffers and errors (signatures only).
use crate::collections::VecDeque;
use crate::fmt::{Arguments, Debug, Display};
use crate::ops::{Deref, DerefMut};

pub use self::error::{Error, ErrorKind, IntoInnerError, Result, RawOsError};

pub mod prelude {
    pub use crate::io::{BufRead, Read, Seek, Write};
}

pub mod error {
    use crate::error::Error as StdError;
    use crate::ffi::NulError;
    use crate::fmt::{Debug, Display};
    use crate::hash::Hash;

    pub type Result<T> = crate::result::Result<T, Error>;
    pub type RawOsError = i32;
    pub struct Error {}
    impl Error {
        pub fn new<E: Into<Box<dyn StdError + Send + Sync>>>(kind: ErrorKind, error: E) -> Error;
        pub fn other<E: Into<Box<dyn StdError + Send + Sync>>>(error: E) -> Error;
        pub fn last_os_error() -> Error;
        pub fn from_raw_os_error(code: i32) -> Error;
        pub fn raw_os_error(&self) -> Option<i32>;
        pub fn get_ref(&self) -> Option<&(dyn StdError + Send + Sync + 'static)>;
        pub fn get_mut(&mut self) -> Option<&mut (dyn StdError + Send + Sync + 'static)>;
        pub fn into_inner(self) -> Option<Box<dyn StdError + Send + Sync>>;
        pub fn downcast<E: StdError + Send + Sync + 'static>(self) -> crate::result::Result<E, Error>;
        pub fn kind(&self) -> ErrorKind;
    }
    impl Debug for Error {}
    impl Display for Error {}
    impl StdError for Error {}
    impl From<ErrorKind> for Error { fn from(kind: ErrorKind) -> Error; }
    impl From<NulError> for Error { fn from(error: NulError) -> Error; }
    impl<W> From<IntoInnerError<W>> for Error { fn from(iie: IntoInnerError<W>) -> Error; }
    pub enum ErrorKind { NotFound, PermissionDenied, ConnectionRefused, ConnectionReset, HostUnreachable, NetworkUnreachable, ConnectionAborted, NotConnected, AddrInUse, AddrNotAvailable, NetworkDown, BrokenPipe, AlreadyExists, WouldBlock, NotADirectory, IsADirectory, DirectoryNotEmpty, ReadOnlyFilesystem, FilesystemLoop, StaleNetworkFileHandle, InvalidInput, InvalidData, TimedOut, WriteZero, StorageFull, NotSeekable, QuotaExceeded, FileTooLarge, ResourceBusy, ExecutableFileBusy, Deadlock, CrossesDevices, TooManyLinks, InvalidFilename, ArgumentListTooLong, Interrupted, Unsupported, UnexpectedEof, OutOfMemory, InProgress, Other }
    impl Clone for ErrorKind {}
    impl Copy for ErrorKind {}
    impl Debug for ErrorKind {}
    impl Display for ErrorKind {}
    impl PartialEq for ErrorKind {}
    impl Eq for ErrorKind {}
    impl PartialOrd for ErrorKind {}
    impl Ord for ErrorKind {}
    impl Hash for ErrorKind {}
    pub struct IntoInnerError<W> {}
    impl<W> IntoInnerError<W> {
        pub fn error(&self) -> &Error;
        pub fn into_inner(self) -> W;
        pub fn into_error(self) -> Error;
        pub fn into_parts(self) -> (Error, W);
    }
    impl<W> Debug for IntoInnerError<W> {}
    impl<W> Display for IntoInnerError<W> {}
    impl<W> StdError for IntoInnerError<W> {}
}

pub trait Read {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize>;
    fn is_read_vectored(&self) -> bool;
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize>;
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize>;
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()>;
    fn read_buf(&mut self, buf: BorrowedCursor<'_>) -> Result<()>;
    fn read_buf_exact(&mut self, cursor: BorrowedCursor<'_>) -> Result<()>;
    fn by_ref(&mut self) -> &mut Self where Self: Sized;
    fn bytes(self) -> Bytes<Self> where Self: Sized;
    fn chain<R: Read>(self, next: R) -> Chain<Self, R> where Self: Sized;
    fn take(self, limit: u64) -> Take<Self> where Self: Sized;
}

pub trait Write {
    fn write(&mut self, buf: &[u8]) -> Result<usize>;
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize>;
    fn is_write_vectored(&self) -> bool;
    fn flush(&mut self) -> Result<()>;
    fn write_all(&mut self, buf: &[u8]) -> Result<()>;
    fn write_all_vectored(&mut self, bufs: &mut [IoSlice<'_>]) -> Result<()>;
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result<()>;
    fn by_ref(&mut self) -> &mut Self where Self: Sized;
}

pub trait Seek {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64>;
    fn rewind(&mut self) -> Result<()>;
    fn stream_len(&mut self) -> Result<u64>;
    fn stream_position(&mut self) -> Result<u64>;
    fn seek_relative(&mut self, offset: i64) -> Result<()>;
}
pub enum SeekFrom { Start(u64), End(i64), Current(i64) }
impl Clone for SeekFrom {}
impl Copy for SeekFrom {}
impl PartialEq for SeekFrom {}
impl Eq for SeekFrom {}
impl Debug for SeekFrom {}

pub trait BufRead: Read {
    fn fill_buf(&mut self) -> Result<&[u8]>;
    fn consume(&mut self, amt: usize);
    fn has_data_left(&mut self) -> Result<bool>;
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize>;
    fn skip_until(&mut self, byte: u8) -> Result<usize>;
    fn read_line(&mut self, buf: &mut String) -> Result<usize>;
    fn split(self, byte: u8) -> Split<Self> where Self: Sized;
    fn lines(self) -> Lines<Self> where Self: Sized;
}

pub trait IsTerminal {
    fn is_terminal(&self) -> bool;
}
impl IsTerminal for crate::fs::File {}
impl IsTerminal for Stdin {}
impl IsTerminal for StdinLock<'_> {}
impl IsTerminal for Stdout {}
impl IsTerminal for StdoutLock<'_> {}
impl IsTerminal for Stderr {}
impl IsTerminal for StderrLock<'_> {}
impl IsTerminal for crate::os::fd::OwnedFd {}
impl IsTerminal for crate::os::fd::BorrowedFd<'_> {}

pub fn copy<R: ?Sized + Read, W: ?Sized + Write>(reader: &mut R, writer: &mut W) -> Result<u64>;
pub const fn empty() -> Empty;
pub const fn repeat(byte: u8) -> Repeat;
pub const fn sink() -> Sink;
pub fn stdin() -> Stdin;
pub fn stdout() -> Stdout;
pub fn stderr() -> Stderr;
pub fn read_to_string<R: Read>(reader: R) -> Result<String>;
pub fn pipe() -> Result<(PipeReader, PipeWriter)>;

pub struct Bytes<R> {}
impl<R: Read> Iterator for Bytes<R> { type Item = Result<u8>; }
pub struct Chain<T, U> {}
impl<T, U> Chain<T, U> {
    pub fn into_inner(self) -> (T, U);
    pub fn get_ref(&self) -> (&T, &U);
    pub fn get_mut(&mut self) -> (&mut T, &mut U);
}
impl<T: Read, U: Read> Read for Chain<T, U> {}
impl<T: BufRead, U: BufRead> BufRead for Chain<T, U> {}
pub struct Take<T> {}
impl<T> Take<T> {
    pub fn limit(&self) -> u64;
    pub fn position(&self) -> u64;
    pub fn set_limit(&mut self, limit: u64);
    pub fn into_inner(self) -> T;
    pub fn get_ref(&self) -> &T;
    pub fn get_mut(&mut self) -> &mut T;
}
impl<T: Read> Read for Take<T> {}
impl<T: BufRead> BufRead for Take<T> {}
impl<T: Seek> Seek for Take<T> {}
pub struct Lines<B> {}
impl<B: BufRead> Iterator for Lines<B> { type Item = Result<String>; }
pub struct Split<B> {}
impl<B: BufRead> Iterator for Split<B> { type Item = Result<Vec<u8>>; }

pub struct Empty {}
impl Read for Empty {}
impl BufRead for Empty {}
impl Seek for Empty {}
impl Write for Empty {}
impl Clone for Empty {}
impl Copy for Empty {}
impl Default for Empty {}
impl Debug for Empty {}
pub struct Sink {}
impl Write for Sink {}
impl Write for &Sink {}
impl Clone for Sink {}
impl Copy for Sink {}
impl Default for Sink {}
impl Debug for Sink {}
pub struct Repeat {}
impl Read for Repeat {}

pub struct IoSlice<'a> {}
impl<'a> IoSlice<'a> {
    pub fn new(buf: &'a [u8]) -> IoSlice<'a>;
    pub fn advance(&mut self, n: usize);
    pub fn advance_slices(bufs: &mut &mut [IoSlice<'a>], n: usize);
    pub fn as_slice(self) -> &'a [u8];
}
impl Deref for IoSlice<'_> { type Target = [u8]; fn deref(&self) -> &[u8]; }
impl Clone for IoSlice<'_> {}
impl Copy for IoSlice<'_> {}
impl Debug for IoSlice<'_> {}
pub struct IoSliceMut<'a> {}
impl<'a> IoSliceMut<'a> {
    pub fn new(buf: &'a mut [u8]) -> IoSliceMut<'a>;
    pub fn advance(&mut self, n: usize);
    pub fn advance_slices(bufs: &mut &mut [IoSliceMut<'a>], n: usize);
    pub fn into_slice(self) -> &'a mut [u8];
}
impl Deref for IoSliceMut<'_> { type Target = [u8]; fn deref(&self) -> &[u8]; }
impl DerefMut for IoSliceMut<'_> { fn deref_mut(&mut self) -> &mut [u8]; }
impl Debug for IoSliceMut<'_> {}
pub struct BorrowedBuf<'a> {}
impl<'a> BorrowedBuf<'a> {
    pub fn capacity(&self) -> usize;
    pub fn len(&self) -> usize;
    pub fn init_len(&self) -> usize;
    pub fn filled(&self) -> &[u8];
    pub fn filled_mut(&mut self) -> &mut [u8];
    pub fn unfilled(&mut self) -> BorrowedCursor<'_>;
    pub fn clear(&mut self) -> &mut Self;
}
pub struct BorrowedCursor<'a> {}
impl<'a> BorrowedCursor<'a> {
    pub fn capacity(&self) -> usize;
    pub fn written(&self) -> usize;
    pub fn append(&mut self, buf: &[u8]);
}

pub struct BufReader<R: ?Sized> {}
impl<R: Read> BufReader<R> {
    pub fn new(inner: R) -> BufReader<R>;
    pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R>;
}
impl<R: ?Sized> BufReader<R> {
    pub fn peek(&mut self, n: usize) -> Result<&[u8]>;
    pub fn get_ref(&self) -> &R;
    pub fn get_mut(&mut self) -> &mut R;
    pub fn buffer(&self) -> &[u8];
    pub fn capacity(&self) -> usize;
    pub fn into_inner(self) -> R;
    pub fn seek_relative(&mut self, offset: i64) -> Result<()>;
}
impl<R: ?Sized + Read> Read for BufReader<R> {}
impl<R: ?Sized + Read> BufRead for BufReader<R> {}
impl<R: ?Sized + Seek> Seek for BufReader<R> {}
impl<R: ?Sized + Debug> Debug for BufReader<R> {}
pub struct BufWriter<W: ?Sized> {}
impl<W: Write> BufWriter<W> {
    pub fn new(inner: W) -> BufWriter<W>;
    pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W>;
    pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<BufWriter<W>>>;
    pub fn into_parts(self) -> (W, crate::result::Result<Vec<u8>, WriterPanicked>);
}
impl<W: ?Sized> BufWriter<W> {
    pub fn get_ref(&self) -> &W;
    pub fn get_mut(&mut self) -> &mut W;
    pub fn buffer(&self) -> &[u8];
    pub fn capacity(&self) -> usize;
}
impl<W: ?Sized + Write> Write for BufWriter<W> {}
impl<W: ?Sized + Write + Seek> Seek for BufWriter<W> {}
impl<W: ?Sized + Debug> Debug for BufWriter<W> {}
pub struct WriterPanicked {}
impl WriterPanicked { pub fn into_inner(self) -> Vec<u8>; }
impl Debug for WriterPanicked {}
pub struct LineWriter<W: ?Sized> {}
impl<W: Write> LineWriter<W> {
    pub fn new(inner: W) -> LineWriter<W>;
    pub fn with_capacity(capacity: usize, inner: W) -> LineWriter<W>;
    pub fn get_mut(&mut self) -> &mut W;
    pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<LineWriter<W>>>;
    pub fn get_ref(&self) -> &W;
}
impl<W: ?Sized + Write> Write for LineWriter<W> {}
impl<W: ?Sized + Debug> Debug for LineWriter<W> {}

pub struct Cursor<T> {}
impl<T> Cursor<T> {
    pub const fn new(inner: T) -> Cursor<T>;
    pub fn into_inner(self) -> T;
    pub const fn get_ref(&self) -> &T;
    pub const fn get_mut(&mut self) -> &mut T;
    pub const fn position(&self) -> u64;
    pub const fn set_position(&mut self, pos: u64);
    pub fn split(&self) -> (&[u8], &[u8]) where T: AsRef<[u8]>;
    pub fn split_mut(&mut self) -> (&mut [u8], &mut [u8]) where T: AsMut<[u8]>;
}
impl<T: AsRef<[u8]>> Read for Cursor<T> {}
impl<T: AsRef<[u8]>> BufRead for Cursor<T> {}
impl<T: AsRef<[u8]>> Seek for Cursor<T> {}
impl Write for Cursor<&mut [u8]> {}
impl Write for Cursor<&mut Vec<u8>> {}
impl Write for Cursor<Vec<u8>> {}
impl Write for Cursor<Box<[u8]>> {}
impl<const N: usize> Write for Cursor<[u8; N]> {}
impl<T: Clone> Clone for Cursor<T> { fn clone(&self) -> Self; }
impl<T: Default> Default for Cursor<T> { fn default() -> Cursor<T>; }
impl<T: PartialEq> PartialEq for Cursor<T> {}
impl<T: Eq> Eq for Cursor<T> {}
impl<T: Debug> Debug for Cursor<T> {}

pub struct Stdin {}
impl Stdin {
    pub fn lock(&self) -> StdinLock<'static>;
    pub fn read_line(&self, buf: &mut String) -> Result<usize>;
    pub fn lines(self) -> Lines<StdinLock<'static>>;
}
impl Read for Stdin {}
impl Read for &Stdin {}
impl Debug for Stdin {}
pub struct StdinLock<'a> {}
impl Read for StdinLock<'_> {}
impl BufRead for StdinLock<'_> {}
impl Debug for StdinLock<'_> {}
pub struct Stdout {}
impl Stdout { pub fn lock(&self) -> StdoutLock<'static>; }
impl Write for Stdout {}
impl Write for &Stdout {}
impl Debug for Stdout {}
pub struct StdoutLock<'a> {}
impl Write for StdoutLock<'_> {}
impl Debug for StdoutLock<'_> {}
pub struct Stderr {}
impl Stderr { pub fn lock(&self) -> StderrLock<'static>; }
impl Write for Stderr {}
impl Write for &Stderr {}
impl Debug for Stderr {}
pub struct StderrLock<'a> {}
impl Write for StderrLock<'_> {}
impl Debug for StderrLock<'_> {}
pub struct PipeReader {}
impl PipeReader { pub fn try_clone(&self) -> Result<PipeReader>; }
impl Read for PipeReader {}
impl Read for &PipeReader {}
pub struct PipeWriter {}
impl PipeWriter { pub fn try_clone(&self) -> Result<PipeWriter>; }
impl Write for PipeWriter {}
impl Write for &PipeWriter {}

impl<R: ?Sized + Read> Read for &mut R {}
impl<W: ?Sized + Write> Write for &mut W {}
impl<S: ?Sized + Seek> Seek for &mut S {}
impl<B: ?Sized + BufRead> BufRead for &mut B {}
impl<R: ?Sized + Read> Read for Box<R> {}
impl<W: ?Sized + Write> Write for Box<W> {}
impl<S: ?Sized + Seek> Seek for Box<S> {}
impl<B: ?Sized + BufRead> BufRead for Box<B> {}
impl Read for &[u8] {}
impl BufRead for &[u8] {}
impl Write for &mut [u8] {}
impl Write for Vec<u8> {}
impl Read for VecDeque<u8> {}
impl BufRead for VecDeque<u8> {}
impl Write for VecDeque<u8> {}
