//! std::path: paths, their parts and conversions (signatures only).
use crate::borrow::{Borrow, Cow, ToOwned};
use crate::collections::TryReserveError;
use crate::ffi::{OsStr, OsString};
use crate::fmt::Debug;
use crate::fs::{Metadata, ReadDir};
use crate::hash::Hash;
use crate::io;
use crate::iter::FusedIterator;
use crate::ops::{Deref, DerefMut};
use crate::rc::Rc;
use crate::str::FromStr;
use crate::sync::Arc;

pub const MAIN_SEPARATOR: char = '/';
pub const MAIN_SEPARATOR_STR: &str = "/";
pub fn is_separator(c: char) -> bool;
pub fn absolute<P: AsRef<Path>>(path: P) -> io::Result<PathBuf>;

pub enum Prefix<'a> { Verbatim(&'a OsStr), VerbatimUNC(&'a OsStr, &'a OsStr), VerbatimDisk(u8), DeviceNS(&'a OsStr), UNC(&'a OsStr, &'a OsStr), Disk(u8) }
impl<'a> Prefix<'a> { pub fn is_verbatim(&self) -> bool; }
impl Clone for Prefix<'_> {}
impl Copy for Prefix<'_> {}
impl PartialEq for Prefix<'_> {}
impl Eq for Prefix<'_> {}
impl Debug for Prefix<'_> {}
pub struct PrefixComponent<'a> {}
impl<'a> PrefixComponent<'a> {
    pub fn kind(&self) -> Prefix<'a>;
    pub fn as_os_str(&self) -> &'a OsStr;
}
impl Clone for PrefixComponent<'_> {}
impl Copy for PrefixComponent<'_> {}
impl PartialEq for PrefixComponent<'_> {}
impl Eq for PrefixComponent<'_> {}
impl Debug for PrefixComponent<'_> {}
pub enum Component<'a> { Prefix(PrefixComponent<'a>), RootDir, CurDir, ParentDir, Normal(&'a OsStr) }
impl<'a> Component<'a> { pub fn as_os_str(self) -> &'a OsStr; }
impl Clone for Component<'_> {}
impl Copy for Component<'_> {}
impl PartialEq for Component<'_> {}
impl Eq for Component<'_> {}
impl PartialOrd for Component<'_> {}
impl Ord for Component<'_> {}
impl Hash for Component<'_> {}
impl Debug for Component<'_> {}
impl AsRef<OsStr> for Component<'_> { fn as_ref(&self) -> &OsStr; }
impl AsRef<Path> for Component<'_> { fn as_ref(&self) -> &Path; }
pub struct Components<'a> {}
impl<'a> Components<'a> { pub fn as_path(&self) -> &'a Path; }
impl<'a> Iterator for Components<'a> { type Item = Component<'a>; }
impl DoubleEndedIterator for Components<'_> {}
impl FusedIterator for Components<'_> {}
impl Clone for Components<'_> {}
impl Debug for Components<'_> {}
impl PartialEq for Components<'_> {}
impl Eq for Components<'_> {}
impl PartialOrd for Components<'_> {}
impl Ord for Components<'_> {}
impl AsRef<Path> for Components<'_> { fn as_ref(&self) -> &Path; }
impl AsRef<OsStr> for Components<'_> { fn as_ref(&self) -> &OsStr; }
pub struct Iter<'a> {}
impl<'a> Iter<'a> { pub fn as_path(&self) -> &'a Path; }
impl<'a> Iterator for Iter<'a> { type Item = &'a OsStr; }
impl DoubleEndedIterator for Iter<'_> {}
impl FusedIterator for Iter<'_> {}
impl Clone for Iter<'_> {}
impl AsRef<Path> for Iter<'_> { fn as_ref(&self) -> &Path; }
pub struct Ancestors<'a> {}
impl<'a> Iterator for Ancestors<'a> { type Item = &'a Path; }
impl FusedIterator for Ancestors<'_> {}
impl Clone for Ancestors<'_> {}
impl Copy for Ancestors<'_> {}
pub struct Display<'a> {}
impl crate::fmt::Display for Display<'_> {}
impl Debug for Display<'_> {}
pub struct StripPrefixError {}
impl Clone for StripPrefixError {}
impl PartialEq for StripPrefixError {}
impl Eq for StripPrefixError {}
impl Debug for StripPrefixError {}
impl crate::fmt::Display for StripPrefixError {}
impl crate::error::Error for StripPrefixError {}

pub struct Path {}
impl Path {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path;
    pub fn as_os_str(&self) -> &OsStr;
    pub fn as_mut_os_str(&mut self) -> &mut OsStr;
    pub fn to_str(&self) -> Option<&str>;
    pub fn to_string_lossy(&self) -> Cow<'_, str>;
    pub fn to_path_buf(&self) -> PathBuf;
    pub fn is_absolute(&self) -> bool;
    pub fn is_relative(&self) -> bool;
    pub fn has_root(&self) -> bool;
    pub fn parent(&self) -> Option<&Path>;
    pub fn ancestors(&self) -> Ancestors<'_>;
    pub fn file_name(&self) -> Option<&OsStr>;
    pub fn strip_prefix<P: AsRef<Path>>(&self, base: P) -> Result<&Path, StripPrefixError>;
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool;
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool;
    pub fn file_stem(&self) -> Option<&OsStr>;
    pub fn file_prefix(&self) -> Option<&OsStr>;
    pub fn extension(&self) -> Option<&OsStr>;
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf;
    pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf;
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf;
    pub fn with_added_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf;
    pub fn components(&self) -> Components<'_>;
    pub fn iter(&self) -> Iter<'_>;
    pub fn display(&self) -> Display<'_>;
    pub fn metadata(&self) -> io::Result<Metadata>;
    pub fn symlink_metadata(&self) -> io::Result<Metadata>;
    pub fn canonicalize(&self) -> io::Result<PathBuf>;
    pub fn read_link(&self) -> io::Result<PathBuf>;
    pub fn read_dir(&self) -> io::Result<ReadDir>;
    pub fn exists(&self) -> bool;
    pub fn try_exists(&self) -> io::Result<bool>;
    pub fn is_file(&self) -> bool;
    pub fn is_dir(&self) -> bool;
    pub fn is_symlink(&self) -> bool;
    pub fn into_path_buf(self: Box<Path>) -> PathBuf;
}
impl ToOwned for Path { type Owned = PathBuf; fn to_owned(&self) -> PathBuf; fn clone_into(&self, target: &mut PathBuf); }
impl PartialEq for Path { fn eq(&self, other: &Path) -> bool; }
impl Eq for Path {}
impl PartialOrd for Path {}
impl Ord for Path {}
impl Hash for Path {}
impl Debug for Path {}
impl PartialEq<PathBuf> for Path {}
impl PartialEq<OsStr> for Path {}
impl PartialEq<OsString> for Path {}
impl PartialEq<Cow<'_, Path>> for Path {}
impl AsRef<OsStr> for Path { fn as_ref(&self) -> &OsStr; }
impl AsRef<Path> for Path { fn as_ref(&self) -> &Path; }
impl AsRef<Path> for OsStr { fn as_ref(&self) -> &Path; }
impl AsRef<Path> for OsString { fn as_ref(&self) -> &Path; }
impl AsRef<Path> for str { fn as_ref(&self) -> &Path; }
impl AsRef<Path> for PathBuf { fn as_ref(&self) -> &Path; }
impl AsRef<Path> for Cow<'_, OsStr> { fn as_ref(&self) -> &Path; }
impl<'a> IntoIterator for &'a Path { type Item = &'a OsStr; type IntoIter = Iter<'a>; fn into_iter(self) -> Iter<'a>; }
impl Clone for Box<Path> { fn clone(&self) -> Self; }
impl From<&Path> for Box<Path> { fn from(path: &Path) -> Box<Path>; }
impl From<Cow<'_, Path>> for Box<Path> { fn from(cow: Cow<'_, Path>) -> Box<Path>; }
impl From<PathBuf> for Box<Path> { fn from(p: PathBuf) -> Box<Path>; }
impl From<PathBuf> for Arc<Path> { fn from(s: PathBuf) -> Arc<Path>; }
impl From<&Path> for Arc<Path> { fn from(s: &Path) -> Arc<Path>; }
impl From<PathBuf> for Rc<Path> { fn from(s: PathBuf) -> Rc<Path>; }
impl From<&Path> for Rc<Path> { fn from(s: &Path) -> Rc<Path>; }
impl<'a> From<&'a Path> for Cow<'a, Path> { fn from(s: &'a Path) -> Cow<'a, Path>; }
impl<'a> From<PathBuf> for Cow<'a, Path> { fn from(s: PathBuf) -> Cow<'a, Path>; }
impl<'a> From<&'a PathBuf> for Cow<'a, Path> { fn from(p: &'a PathBuf) -> Cow<'a, Path>; }

pub struct PathBuf {}
impl PathBuf {
    pub const fn new() -> PathBuf;
    pub fn with_capacity(capacity: usize) -> PathBuf;
    pub fn as_path(&self) -> &Path;
    pub fn leak<'a>(self) -> &'a mut Path;
    pub fn push<P: AsRef<Path>>(&mut self, path: P);
    pub fn pop(&mut self) -> bool;
    pub fn set_file_name<S: AsRef<OsStr>>(&mut self, file_name: S);
    pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool;
    pub fn add_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool;
    pub fn as_mut_os_string(&mut self) -> &mut OsString;
    pub fn into_os_string(self) -> OsString;
    pub fn into_boxed_path(self) -> Box<Path>;
    pub fn capacity(&self) -> usize;
    pub fn clear(&mut self);
    pub fn reserve(&mut self, additional: usize);
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
    pub fn reserve_exact(&mut self, additional: usize);
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
    pub fn shrink_to_fit(&mut self);
    pub fn shrink_to(&mut self, min_capacity: usize);
}
impl Deref for PathBuf { type Target = Path; fn deref(&self) -> &Path; }
impl DerefMut for PathBuf { fn deref_mut(&mut self) -> &mut Path; }
impl Borrow<Path> for PathBuf { fn borrow(&self) -> &Path; }
impl Clone for PathBuf { fn clone(&self) -> Self; }
impl Default for PathBuf { fn default() -> Self; }
impl PartialEq for PathBuf { fn eq(&self, other: &PathBuf) -> bool; }
impl PartialEq<Path> for PathBuf {}
impl PartialEq<&Path> for PathBuf {}
impl PartialEq<PathBuf> for &Path {}
impl PartialEq<OsStr> for PathBuf {}
impl PartialEq<OsString> for PathBuf {}
impl PartialEq<Cow<'_, Path>> for PathBuf {}
impl Eq for PathBuf {}
impl PartialOrd for PathBuf {}
impl PartialOrd<Path> for PathBuf {}
impl Ord for PathBuf {}
impl Hash for PathBuf {}
impl Debug for PathBuf {}
impl AsRef<OsStr> for PathBuf { fn as_ref(&self) -> &OsStr; }
impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf { fn from(s: &T) -> PathBuf; }
impl From<OsString> for PathBuf { fn from(s: OsString) -> PathBuf; }
impl From<String> for PathBuf { fn from(s: String) -> PathBuf; }
impl From<Box<Path>> for PathBuf { fn from(boxed: Box<Path>) -> PathBuf; }
impl<'a> From<Cow<'a, Path>> for PathBuf { fn from(p: Cow<'a, Path>) -> PathBuf; }
impl From<PathBuf> for OsString { fn from(path_buf: PathBuf) -> OsString; }
impl FromStr for PathBuf { type Err = crate::convert::Infallible; fn from_str(s: &str) -> Result<Self, Self::Err>; }
impl<P: AsRef<Path>> FromIterator<P> for PathBuf { fn from_iter<I: IntoIterator<Item = P>>(iter: I) -> PathBuf; }
impl<P: AsRef<Path>> Extend<P> for PathBuf { fn extend<I: IntoIterator<Item = P>>(&mut self, iter: I); }
impl<'a> IntoIterator for &'a PathBuf { type Item = &'a OsStr; type IntoIter = Iter<'a>; fn into_iter(self) -> Iter<'a>; }
