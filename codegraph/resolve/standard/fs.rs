//! std::fs: files, directories and their metadata (signatures only).
use crate::ffi::OsString;
use crate::fmt::Debug;
use crate::hash::Hash;
use crate::io::{Read, Result, Seek, Write};
use crate::path::{Path, PathBuf};
use crate::process::Stdio;
use crate::sync::Arc;
use crate::time::SystemTime;

pub fn read<P: AsRef<Path>>(path: P) -> Result<Vec<u8>>;
pub fn read_to_string<P: AsRef<Path>>(path: P) -> Result<String>;
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> Result<()>;
pub fn remove_file<P: AsRef<Path>>(path: P) -> Result<()>;
pub fn metadata<P: AsRef<Path>>(path: P) -> Result<Metadata>;
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> Result<Metadata>;
pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<()>;
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<u64>;
pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()>;
pub fn soft_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()>;
pub fn read_link<P: AsRef<Path>>(path: P) -> Result<PathBuf>;
pub fn canonicalize<P: AsRef<Path>>(path: P) -> Result<PathBuf>;
pub fn create_dir<P: AsRef<Path>>(path: P) -> Result<()>;
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> Result<()>;
pub fn remove_dir<P: AsRef<Path>>(path: P) -> Result<()>;
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> Result<()>;
pub fn read_dir<P: AsRef<Path>>(path: P) -> Result<ReadDir>;
pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> Result<()>;
pub fn exists<P: AsRef<Path>>(path: P) -> Result<bool>;

pub struct File {}
impl File {
    pub fn open<P: AsRef<Path>>(path: P) -> Result<File>;
    pub fn open_buffered<P: AsRef<Path>>(path: P) -> Result<crate::io::BufReader<File>>;
    pub fn create<P: AsRef<Path>>(path: P) -> Result<File>;
    pub fn create_buffered<P: AsRef<Path>>(path: P) -> Result<crate::io::BufWriter<File>>;
    pub fn create_new<P: AsRef<Path>>(path: P) -> Result<File>;
    pub fn options() -> OpenOptions;
    pub fn sync_all(&self) -> Result<()>;
    pub fn sync_data(&self) -> Result<()>;
    pub fn lock(&self) -> Result<()>;
    pub fn lock_shared(&self) -> Result<()>;
    pub fn try_lock(&self) -> crate::result::Result<(), TryLockError>;
    pub fn try_lock_shared(&self) -> crate::result::Result<(), TryLockError>;
    pub fn unlock(&self) -> Result<()>;
    pub fn set_len(&self, size: u64) -> Result<()>;
    pub fn metadata(&self) -> Result<Metadata>;
    pub fn try_clone(&self) -> Result<File>;
    pub fn set_permissions(&self, perm: Permissions) -> Result<()>;
    pub fn set_times(&self, times: FileTimes) -> Result<()>;
    pub fn set_modified(&self, time: SystemTime) -> Result<()>;
}
impl Read for File {}
impl Write for File {}
impl Seek for File {}
impl Read for &File {}
impl Write for &File {}
impl Seek for &File {}
impl Read for Arc<File> {}
impl Write for Arc<File> {}
impl Seek for Arc<File> {}
impl Debug for File {}
impl From<File> for Stdio { fn from(file: File) -> Stdio; }
pub enum TryLockError { Error(crate::io::Error), WouldBlock }
impl Debug for TryLockError {}
impl crate::fmt::Display for TryLockError {}
impl crate::error::Error for TryLockError {}
impl From<TryLockError> for crate::io::Error { fn from(err: TryLockError) -> crate::io::Error; }

pub struct OpenOptions {}
impl OpenOptions {
    pub fn new() -> OpenOptions;
    pub fn read(&mut self, read: bool) -> &mut OpenOptions;
    pub fn write(&mut self, write: bool) -> &mut OpenOptions;
    pub fn append(&mut self, append: bool) -> &mut OpenOptions;
    pub fn truncate(&mut self, truncate: bool) -> &mut OpenOptions;
    pub fn create(&mut self, create: bool) -> &mut OpenOptions;
    pub fn create_new(&mut self, create_new: bool) -> &mut OpenOptions;
    pub fn open<P: AsRef<Path>>(&self, path: P) -> Result<File>;
}
impl Clone for OpenOptions {}
impl Debug for OpenOptions {}

pub struct Metadata {}
impl Metadata {
    pub fn file_type(&self) -> FileType;
    pub fn is_dir(&self) -> bool;
    pub fn is_file(&self) -> bool;
    pub fn is_symlink(&self) -> bool;
    pub fn len(&self) -> u64;
    pub fn permissions(&self) -> Permissions;
    pub fn modified(&self) -> Result<SystemTime>;
    pub fn accessed(&self) -> Result<SystemTime>;
    pub fn created(&self) -> Result<SystemTime>;
}
impl Clone for Metadata {}
impl Debug for Metadata {}
pub struct FileTimes {}
impl FileTimes {
    pub fn new() -> FileTimes;
    pub fn set_accessed(self, t: SystemTime) -> FileTimes;
    pub fn set_modified(self, t: SystemTime) -> FileTimes;
}
impl Clone for FileTimes {}
impl Copy for FileTimes {}
impl Default for FileTimes {}
impl Debug for FileTimes {}
pub struct Permissions {}
impl Permissions {
    pub fn readonly(&self) -> bool;
    pub fn set_readonly(&mut self, readonly: bool);
}
impl Clone for Permissions {}
impl PartialEq for Permissions {}
impl Eq for Permissions {}
impl Debug for Permissions {}
pub struct FileType {}
impl FileType {
    pub fn is_dir(&self) -> bool;
    pub fn is_file(&self) -> bool;
    pub fn is_symlink(&self) -> bool;
}
impl Clone for FileType {}
impl Copy for FileType {}
impl PartialEq for FileType {}
impl Eq for FileType {}
impl Hash for FileType {}
impl Debug for FileType {}
pub struct ReadDir {}
impl Iterator for ReadDir { type Item = Result<DirEntry>; }
impl Debug for ReadDir {}
pub struct DirEntry {}
impl DirEntry {
    pub fn path(&self) -> PathBuf;
    pub fn metadata(&self) -> Result<Metadata>;
    pub fn file_type(&self) -> Result<FileType>;
    pub fn file_name(&self) -> OsString;
}
impl Debug for DirEntry {}
pub struct DirBuilder {}
impl DirBuilder {
    pub fn new() -> DirBuilder;
    pub fn recursive(&mut self, recursive: bool) -> &mut DirBuilder;
    pub fn create<P: AsRef<Path>>(&self, path: P) -> Result<()>;
}
impl Debug for DirBuilder {}
