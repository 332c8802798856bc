//! std::os: the extension traits of unix, linux and windows, and raw handles (signatures only).
pub mod fd {
    use crate::fmt::Debug;
    use crate::fs::File;
    use crate::io::{PipeReader, PipeWriter, Result, Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock};
    use crate::net::{TcpListener, TcpStream, UdpSocket};
    use crate::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
    use crate::process::{ChildStderr, ChildStdin, ChildStdout, Stdio};
    use crate::rc::Rc;
    use crate::sync::Arc;

    pub type RawFd = i32;
    pub trait AsRawFd {
        fn as_raw_fd(&self) -> RawFd;
    }
    pub trait FromRawFd {
        unsafe fn from_raw_fd(fd: RawFd) -> Self;
    }
    pub trait IntoRawFd {
        fn into_raw_fd(self) -> RawFd;
    }
    pub trait AsFd {
        fn as_fd(&self) -> BorrowedFd<'_>;
    }
    pub struct OwnedFd {}
    impl OwnedFd { pub fn try_clone(&self) -> Result<OwnedFd>; }
    impl Debug for OwnedFd {}
    pub struct BorrowedFd<'fd> {}
    impl BorrowedFd<'_> {
        pub const unsafe fn borrow_raw(fd: RawFd) -> Self;
        pub fn try_clone_to_owned(&self) -> Result<OwnedFd>;
    }
    impl Clone for BorrowedFd<'_> {}
    impl Copy for BorrowedFd<'_> {}
    impl Debug for BorrowedFd<'_> {}
    impl AsRawFd for RawFd {}
    impl FromRawFd for RawFd {}
    impl IntoRawFd for RawFd {}
    impl<T: AsRawFd> AsRawFd for Arc<T> {}
    impl<T: AsRawFd> AsRawFd for Rc<T> {}
    impl<T: AsRawFd> AsRawFd for Box<T> {}
    impl<T: AsFd + ?Sized> AsFd for &T {}
    impl<T: AsFd + ?Sized> AsFd for &mut T {}
    impl<T: AsFd + ?Sized> AsFd for Arc<T> {}
    impl<T: AsFd + ?Sized> AsFd for Rc<T> {}
    impl<T: AsFd + ?Sized> AsFd for Box<T> {}
    impl AsRawFd for File {}
    impl AsFd for File {}
    impl IntoRawFd for File {}
    impl FromRawFd for File {}
    impl From<File> for OwnedFd { fn from(value: File) -> OwnedFd; }
    impl From<OwnedFd> for File { fn from(fd: OwnedFd) -> File; }
    impl AsRawFd for TcpStream {}
    impl AsFd for TcpStream {}
    impl IntoRawFd for TcpStream {}
    impl FromRawFd for TcpStream {}
    impl From<TcpStream> for OwnedFd { fn from(value: TcpStream) -> OwnedFd; }
    impl From<OwnedFd> for TcpStream { fn from(fd: OwnedFd) -> TcpStream; }
    impl AsRawFd for TcpListener {}
    impl AsFd for TcpListener {}
    impl IntoRawFd for TcpListener {}
    impl FromRawFd for TcpListener {}
    impl From<TcpListener> for OwnedFd { fn from(value: TcpListener) -> OwnedFd; }
    impl From<OwnedFd> for TcpListener { fn from(fd: OwnedFd) -> TcpListener; }
    impl AsRawFd for UdpSocket {}
    impl AsFd for UdpSocket {}
    impl IntoRawFd for UdpSocket {}
    impl FromRawFd for UdpSocket {}
    impl From<UdpSocket> for OwnedFd { fn from(value: UdpSocket) -> OwnedFd; }
    impl From<OwnedFd> for UdpSocket { fn from(fd: OwnedFd) -> UdpSocket; }
    impl AsRawFd for UnixStream {}
    impl AsFd for UnixStream {}
    impl IntoRawFd for UnixStream {}
    impl FromRawFd for UnixStream {}
    impl From<UnixStream> for OwnedFd { fn from(value: UnixStream) -> OwnedFd; }
    impl From<OwnedFd> for UnixStream { fn from(fd: OwnedFd) -> UnixStream; }
    impl AsRawFd for UnixListener {}
    impl AsFd for UnixListener {}
    impl IntoRawFd for UnixListener {}
    impl FromRawFd for UnixListener {}
    impl From<UnixListener> for OwnedFd { fn from(value: UnixListener) -> OwnedFd; }
    impl From<OwnedFd> for UnixListener { fn from(fd: OwnedFd) -> UnixListener; }
    impl AsRawFd for UnixDatagram {}
    impl AsFd for UnixDatagram {}
    impl IntoRawFd for UnixDatagram {}
    impl FromRawFd for UnixDatagram {}
    impl From<UnixDatagram> for OwnedFd { fn from(value: UnixDatagram) -> OwnedFd; }
    impl From<OwnedFd> for UnixDatagram { fn from(fd: OwnedFd) -> UnixDatagram; }
    impl AsRawFd for OwnedFd {}
    impl AsFd for OwnedFd {}
    impl IntoRawFd for OwnedFd {}
    impl FromRawFd for OwnedFd {}
    impl AsRawFd for PipeReader {}
    impl AsFd for PipeReader {}
    impl IntoRawFd for PipeReader {}
    impl FromRawFd for PipeReader {}
    impl From<PipeReader> for OwnedFd { fn from(value: PipeReader) -> OwnedFd; }
    impl From<OwnedFd> for PipeReader { fn from(fd: OwnedFd) -> PipeReader; }
    impl AsRawFd for PipeWriter {}
    impl AsFd for PipeWriter {}
    impl IntoRawFd for PipeWriter {}
    impl FromRawFd for PipeWriter {}
    impl From<PipeWriter> for OwnedFd { fn from(value: PipeWriter) -> OwnedFd; }
    impl From<OwnedFd> for PipeWriter { fn from(fd: OwnedFd) -> PipeWriter; }
    impl AsRawFd for ChildStdin {}
    impl AsFd for ChildStdin {}
    impl IntoRawFd for ChildStdin {}
    impl From<ChildStdin> for OwnedFd { fn from(value: ChildStdin) -> OwnedFd; }
    impl From<OwnedFd> for ChildStdin { fn from(fd: OwnedFd) -> ChildStdin; }
    impl AsRawFd for ChildStdout {}
    impl AsFd for ChildStdout {}
    impl IntoRawFd for ChildStdout {}
    impl From<ChildStdout> for OwnedFd { fn from(value: ChildStdout) -> OwnedFd; }
    impl From<OwnedFd> for ChildStdout { fn from(fd: OwnedFd) -> ChildStdout; }
    impl AsRawFd for ChildStderr {}
    impl AsFd for ChildStderr {}
    impl IntoRawFd for ChildStderr {}
    impl From<ChildStderr> for OwnedFd { fn from(value: ChildStderr) -> OwnedFd; }
    impl From<OwnedFd> for ChildStderr { fn from(fd: OwnedFd) -> ChildStderr; }
    impl AsRawFd for Stdin {}
    impl AsFd for Stdin {}
    impl AsRawFd for Stdout {}
    impl AsFd for Stdout {}
    impl AsRawFd for Stderr {}
    impl AsFd for Stderr {}
    impl AsRawFd for StdinLock<'_> {}
    impl AsFd for StdinLock<'_> {}
    impl AsRawFd for StdoutLock<'_> {}
    impl AsFd for StdoutLock<'_> {}
    impl AsRawFd for StderrLock<'_> {}
    impl AsFd for StderrLock<'_> {}
    impl AsRawFd for BorrowedFd<'_> {}
    impl AsFd for BorrowedFd<'_> {}
    impl From<OwnedFd> for Stdio { fn from(fd: OwnedFd) -> Stdio; }
    impl FromRawFd for Stdio {}
}

pub mod raw {
    pub use crate::ffi::{c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort, c_void};
}

pub mod unix {
    pub mod prelude {
        pub use crate::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
        pub use crate::os::unix::ffi::{OsStrExt, OsStringExt};
        pub use crate::os::unix::fs::{DirEntryExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
        pub use crate::os::unix::process::{CommandExt, ExitStatusExt};
        pub use crate::os::unix::thread::JoinHandleExt;
    }
    pub mod io {
        pub use crate::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
    }
    pub mod ffi {
        use crate::ffi::{OsStr, OsString};

        pub trait OsStringExt {
            fn from_vec(vec: Vec<u8>) -> Self;
            fn into_vec(self) -> Vec<u8>;
        }
        impl OsStringExt for OsString {}
        pub trait OsStrExt {
            fn from_bytes(slice: &[u8]) -> &Self;
            fn as_bytes(&self) -> &[u8];
        }
        impl OsStrExt for OsStr {}
    }
    pub mod fs {
        use crate::fs::{DirBuilder, DirEntry, File, FileType, Metadata, OpenOptions, Permissions};
        use crate::io::{IoSlice, IoSliceMut, Result};
        use crate::os::fd::AsFd;
        use crate::path::Path;

        pub fn symlink<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()>;
        pub fn chown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> Result<()>;
        pub fn fchown<F: AsFd>(fd: F, uid: Option<u32>, gid: Option<u32>) -> Result<()>;
        pub fn lchown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> Result<()>;
        pub fn chroot<P: AsRef<Path>>(dir: P) -> Result<()>;
        pub fn mkfifo<P: AsRef<Path>>(path: P, permissions: Permissions) -> Result<()>;
        pub trait FileExt {
            fn read_at(&self, buf: &mut [u8], offset: u64) -> Result<usize>;
            fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> Result<usize>;
            fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> Result<()>;
            fn write_at(&self, buf: &[u8], offset: u64) -> Result<usize>;
            fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> Result<usize>;
            fn write_all_at(&self, buf: &[u8], offset: u64) -> Result<()>;
        }
        impl FileExt for File {}
        pub trait PermissionsExt {
            fn mode(&self) -> u32;
            fn set_mode(&mut self, mode: u32);
            fn from_mode(mode: u32) -> Self;
        }
        impl PermissionsExt for Permissions {}
        pub trait OpenOptionsExt {
            fn mode(&mut self, mode: u32) -> &mut Self;
            fn custom_flags(&mut self, flags: i32) -> &mut Self;
        }
        impl OpenOptionsExt for OpenOptions {}
        pub trait MetadataExt {
            fn dev(&self) -> u64;
            fn ino(&self) -> u64;
            fn mode(&self) -> u32;
            fn nlink(&self) -> u64;
            fn uid(&self) -> u32;
            fn gid(&self) -> u32;
            fn rdev(&self) -> u64;
            fn size(&self) -> u64;
            fn atime(&self) -> i64;
            fn atime_nsec(&self) -> i64;
            fn mtime(&self) -> i64;
            fn mtime_nsec(&self) -> i64;
            fn ctime(&self) -> i64;
            fn ctime_nsec(&self) -> i64;
            fn blksize(&self) -> u64;
            fn blocks(&self) -> u64;
        }
        impl MetadataExt for Metadata {}
        pub trait FileTypeExt {
            fn is_block_device(&self) -> bool;
            fn is_char_device(&self) -> bool;
            fn is_fifo(&self) -> bool;
            fn is_socket(&self) -> bool;
        }
        impl FileTypeExt for FileType {}
        pub trait DirEntryExt {
            fn ino(&self) -> u64;
        }
        impl DirEntryExt for DirEntry {}
        pub trait DirBuilderExt {
            fn mode(&mut self, mode: u32) -> &mut Self;
        }
        impl DirBuilderExt for DirBuilder {}
    }
    pub mod net {
        use crate::fmt::Debug;
        use crate::io::{Error, Read, Result, Write};
        use crate::net::Shutdown;
        use crate::path::Path;
        use crate::time::Duration;

        pub struct SocketAddr {}
        impl SocketAddr {
            pub fn from_pathname<P: AsRef<Path>>(path: P) -> Result<SocketAddr>;
            pub fn is_unnamed(&self) -> bool;
            pub fn as_pathname(&self) -> Option<&Path>;
        }
        impl Clone for SocketAddr {}
        impl Debug for SocketAddr {}
        pub struct UCred { pub uid: u32, pub gid: u32, pub pid: Option<i32> }
        pub struct UnixStream {}
        impl UnixStream {
            pub fn connect<P: AsRef<Path>>(path: P) -> Result<UnixStream>;
            pub fn connect_addr(socket_addr: &SocketAddr) -> Result<UnixStream>;
            pub fn pair() -> Result<(UnixStream, UnixStream)>;
            pub fn try_clone(&self) -> Result<UnixStream>;
            pub fn local_addr(&self) -> Result<SocketAddr>;
            pub fn peer_addr(&self) -> Result<SocketAddr>;
            pub fn peer_cred(&self) -> Result<UCred>;
            pub fn set_read_timeout(&self, timeout: Option<Duration>) -> Result<()>;
            pub fn set_write_timeout(&self, timeout: Option<Duration>) -> Result<()>;
            pub fn read_timeout(&self) -> Result<Option<Duration>>;
            pub fn write_timeout(&self) -> Result<Option<Duration>>;
            pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()>;
            pub fn take_error(&self) -> Result<Option<Error>>;
            pub fn shutdown(&self, how: Shutdown) -> Result<()>;
            pub fn peek(&self, buf: &mut [u8]) -> Result<usize>;
        }
        impl Read for UnixStream {}
        impl Write for UnixStream {}
        impl Read for &UnixStream {}
        impl Write for &UnixStream {}
        impl Debug for UnixStream {}
        pub struct UnixListener {}
        impl UnixListener {
            pub fn bind<P: AsRef<Path>>(path: P) -> Result<UnixListener>;
            pub fn bind_addr(socket_addr: &SocketAddr) -> Result<UnixListener>;
            pub fn accept(&self) -> Result<(UnixStream, SocketAddr)>;
            pub fn try_clone(&self) -> Result<UnixListener>;
            pub fn local_addr(&self) -> Result<SocketAddr>;
            pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()>;
            pub fn take_error(&self) -> Result<Option<Error>>;
            pub fn incoming(&self) -> Incoming<'_>;
        }
        impl<'a> IntoIterator for &'a UnixListener { type Item = Result<UnixStream>; type IntoIter = Incoming<'a>; }
        impl Debug for UnixListener {}
        pub struct Incoming<'a> {}
        impl Iterator for Incoming<'_> { type Item = Result<UnixStream>; }
        pub struct UnixDatagram {}
        impl UnixDatagram {
            pub fn bind<P: AsRef<Path>>(path: P) -> Result<UnixDatagram>;
            pub fn bind_addr(socket_addr: &SocketAddr) -> Result<UnixDatagram>;
            pub fn unbound() -> Result<UnixDatagram>;
            pub fn pair() -> Result<(UnixDatagram, UnixDatagram)>;
            pub fn connect<P: AsRef<Path>>(&self, path: P) -> Result<()>;
            pub fn connect_addr(&self, socket_addr: &SocketAddr) -> Result<()>;
            pub fn try_clone(&self) -> Result<UnixDatagram>;
            pub fn local_addr(&self) -> Result<SocketAddr>;
            pub fn peer_addr(&self) -> Result<SocketAddr>;
            pub fn recv_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)>;
            pub fn recv(&self, buf: &mut [u8]) -> Result<usize>;
            pub fn send_to<P: AsRef<Path>>(&self, buf: &[u8], path: P) -> Result<usize>;
            pub fn send_to_addr(&self, buf: &[u8], socket_addr: &SocketAddr) -> Result<usize>;
            pub fn send(&self, buf: &[u8]) -> Result<usize>;
            pub fn set_read_timeout(&self, timeout: Option<Duration>) -> Result<()>;
            pub fn set_write_timeout(&self, timeout: Option<Duration>) -> Result<()>;
            pub fn read_timeout(&self) -> Result<Option<Duration>>;
            pub fn write_timeout(&self) -> Result<Option<Duration>>;
            pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()>;
            pub fn take_error(&self) -> Result<Option<Error>>;
            pub fn shutdown(&self, how: Shutdown) -> Result<()>;
            pub fn peek(&self, buf: &mut [u8]) -> Result<usize>;
            pub fn peek_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)>;
        }
        impl Debug for UnixDatagram {}
    }
    pub mod process {
        use crate::ffi::OsStr;
        use crate::io::{Error, Result};
        use crate::process::{Child, Command, ExitStatus};

        pub fn parent_id() -> u32;
        pub trait CommandExt {
            fn uid(&mut self, id: u32) -> &mut Command;
            fn gid(&mut self, id: u32) -> &mut Command;
            fn groups(&mut self, groups: &[u32]) -> &mut Command;
            unsafe fn pre_exec<F: FnMut() -> Result<()> + Send + Sync + 'static>(&mut self, f: F) -> &mut Command;
            fn before_exec<F: FnMut() -> Result<()> + Send + Sync + 'static>(&mut self, f: F) -> &mut Command;
            fn exec(&mut self) -> Error;
            fn arg0<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command;
            fn process_group(&mut self, pgroup: i32) -> &mut Command;
        }
        impl CommandExt for Command {}
        pub trait ExitStatusExt {
            fn from_raw(raw: i32) -> Self;
            fn signal(&self) -> Option<i32>;
            fn core_dumped(&self) -> bool;
            fn stopped_signal(&self) -> Option<i32>;
            fn continued(&self) -> bool;
            fn into_raw(self) -> i32;
        }
        impl ExitStatusExt for ExitStatus {}
        pub trait ChildExt {
            fn send_signal(&self, signal: i32) -> Result<()>;
        }
        impl ChildExt for Child {}
    }
    pub mod thread {
        use crate::thread::JoinHandle;

        pub type RawPthread = u64;
        pub trait JoinHandleExt {
            fn as_pthread_t(&self) -> RawPthread;
            fn into_pthread_t(self) -> RawPthread;
        }
        impl<T> JoinHandleExt for JoinHandle<T> {}
    }
}

pub mod linux {
    pub mod fs {
        use crate::fs::Metadata;

        pub trait MetadataExt {
            fn st_dev(&self) -> u64;
            fn st_ino(&self) -> u64;
            fn st_mode(&self) -> u32;
            fn st_nlink(&self) -> u64;
            fn st_uid(&self) -> u32;
            fn st_gid(&self) -> u32;
            fn st_rdev(&self) -> u64;
            fn st_size(&self) -> u64;
            fn st_atime(&self) -> i64;
            fn st_atime_nsec(&self) -> i64;
            fn st_mtime(&self) -> i64;
            fn st_mtime_nsec(&self) -> i64;
            fn st_ctime(&self) -> i64;
            fn st_ctime_nsec(&self) -> i64;
            fn st_blksize(&self) -> u64;
            fn st_blocks(&self) -> u64;
        }
        impl MetadataExt for Metadata {}
    }
    pub mod net {
        use crate::os::unix::net::SocketAddr;

        pub trait SocketAddrExt {
            fn from_abstract_name<N: AsRef<[u8]>>(name: N) -> crate::io::Result<SocketAddr>;
            fn as_abstract_name(&self) -> Option<&[u8]>;
        }
        impl SocketAddrExt for SocketAddr {}
    }
}

pub mod windows {
    pub mod prelude {
        pub use crate::os::windows::ffi::{OsStrExt, OsStringExt};
        pub use crate::os::windows::fs::{FileExt, MetadataExt, OpenOptionsExt};
        pub use crate::os::windows::io::{AsHandle, AsRawHandle, AsRawSocket, AsSocket, BorrowedHandle, BorrowedSocket, FromRawHandle, FromRawSocket, HandleOrInvalid, IntoRawHandle, IntoRawSocket, OwnedHandle, OwnedSocket, RawHandle, RawSocket};
    }
    pub mod raw {
        pub type HANDLE = *mut crate::ffi::c_void;
        pub type SOCKET = u64;
    }
    pub mod ffi {
        use crate::ffi::{OsStr, OsString};

        pub trait OsStringExt {
            fn from_wide(wide: &[u16]) -> Self;
        }
        impl OsStringExt for OsString {}
        pub trait OsStrExt {
            fn encode_wide(&self) -> EncodeWide<'_>;
        }
        impl OsStrExt for OsStr {}
        pub struct EncodeWide<'a> {}
        impl Iterator for EncodeWide<'_> { type Item = u16; }
        impl Clone for EncodeWide<'_> {}
    }
    pub mod fs {
        use crate::fs::{File, FileType, Metadata, OpenOptions};
        use crate::io::Result;
        use crate::path::Path;

        pub fn symlink_file<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()>;
        pub fn symlink_dir<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()>;
        pub fn junction_point<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> Result<()>;
        pub trait FileExt {
            fn seek_read(&self, buf: &mut [u8], offset: u64) -> Result<usize>;
            fn seek_write(&self, buf: &[u8], offset: u64) -> Result<usize>;
        }
        impl FileExt for File {}
        pub trait OpenOptionsExt {
            fn access_mode(&mut self, access: u32) -> &mut Self;
            fn share_mode(&mut self, val: u32) -> &mut Self;
            fn custom_flags(&mut self, flags: u32) -> &mut Self;
            fn attributes(&mut self, val: u32) -> &mut Self;
            fn security_qos_flags(&mut self, flags: u32) -> &mut Self;
        }
        impl OpenOptionsExt for OpenOptions {}
        pub trait MetadataExt {
            fn file_attributes(&self) -> u32;
            fn creation_time(&self) -> u64;
            fn last_access_time(&self) -> u64;
            fn last_write_time(&self) -> u64;
            fn file_size(&self) -> u64;
            fn volume_serial_number(&self) -> Option<u32>;
            fn number_of_links(&self) -> Option<u32>;
            fn file_index(&self) -> Option<u64>;
        }
        impl MetadataExt for Metadata {}
        pub trait FileTypeExt {
            fn is_symlink_dir(&self) -> bool;
            fn is_symlink_file(&self) -> bool;
        }
        impl FileTypeExt for FileType {}
    }
    pub mod io {
        use crate::fs::File;
        use crate::io::{Result, Stderr, Stdin, Stdout};
        use crate::net::{TcpListener, TcpStream, UdpSocket};
        use crate::process::{Child, ChildStderr, ChildStdin, ChildStdout};

        pub type RawHandle = *mut crate::ffi::c_void;
        pub type RawSocket = u64;
        pub trait AsRawHandle {
            fn as_raw_handle(&self) -> RawHandle;
        }
        pub trait FromRawHandle {
            unsafe fn from_raw_handle(handle: RawHandle) -> Self;
        }
        pub trait IntoRawHandle {
            fn into_raw_handle(self) -> RawHandle;
        }
        pub trait AsHandle {
            fn as_handle(&self) -> BorrowedHandle<'_>;
        }
        pub trait AsRawSocket {
            fn as_raw_socket(&self) -> RawSocket;
        }
        pub trait FromRawSocket {
            unsafe fn from_raw_socket(sock: RawSocket) -> Self;
        }
        pub trait IntoRawSocket {
            fn into_raw_socket(self) -> RawSocket;
        }
        pub trait AsSocket {
            fn as_socket(&self) -> BorrowedSocket<'_>;
        }
        pub struct OwnedHandle {}
        impl OwnedHandle { pub fn try_clone(&self) -> Result<OwnedHandle>; }
        pub struct BorrowedHandle<'handle> {}
        impl BorrowedHandle<'_> {
            pub const unsafe fn borrow_raw(handle: RawHandle) -> Self;
            pub fn try_clone_to_owned(&self) -> Result<OwnedHandle>;
        }
        pub struct HandleOrInvalid {}
        pub struct OwnedSocket {}
        impl OwnedSocket { pub fn try_clone(&self) -> Result<OwnedSocket>; }
        pub struct BorrowedSocket<'socket> {}
        impl BorrowedSocket<'_> {
            pub const unsafe fn borrow_raw(socket: RawSocket) -> Self;
            pub fn try_clone_to_owned(&self) -> Result<OwnedSocket>;
        }
        impl AsRawHandle for File {}
        impl AsHandle for File {}
        impl FromRawHandle for File {}
        impl IntoRawHandle for File {}
        impl AsRawHandle for OwnedHandle {}
        impl AsHandle for OwnedHandle {}
        impl FromRawHandle for OwnedHandle {}
        impl IntoRawHandle for OwnedHandle {}
        impl AsRawHandle for Child {}
        impl AsHandle for Child {}
        impl IntoRawHandle for Child {}
        impl AsRawHandle for ChildStdin {}
        impl AsHandle for ChildStdin {}
        impl IntoRawHandle for ChildStdin {}
        impl AsRawHandle for ChildStdout {}
        impl AsHandle for ChildStdout {}
        impl IntoRawHandle for ChildStdout {}
        impl AsRawHandle for ChildStderr {}
        impl AsHandle for ChildStderr {}
        impl IntoRawHandle for ChildStderr {}
        impl AsRawHandle for Stdin {}
        impl AsHandle for Stdin {}
        impl AsRawHandle for Stdout {}
        impl AsHandle for Stdout {}
        impl AsRawHandle for Stderr {}
        impl AsHandle for Stderr {}
        impl AsRawSocket for TcpStream {}
        impl AsSocket for TcpStream {}
        impl FromRawSocket for TcpStream {}
        impl IntoRawSocket for TcpStream {}
        impl AsRawSocket for TcpListener {}
        impl AsSocket for TcpListener {}
        impl FromRawSocket for TcpListener {}
        impl IntoRawSocket for TcpListener {}
        impl AsRawSocket for UdpSocket {}
        impl AsSocket for UdpSocket {}
        impl FromRawSocket for UdpSocket {}
        impl IntoRawSocket for UdpSocket {}
        impl AsRawSocket for OwnedSocket {}
        impl AsSocket for OwnedSocket {}
        impl FromRawSocket for OwnedSocket {}
        impl IntoRawSocket for OwnedSocket {}
        impl AsRawHandle for BorrowedHandle<'_> {}
    }
    pub mod process {
        use crate::ffi::OsStr;
        use crate::process::{Command, ExitStatus};

        pub trait ExitStatusExt {
            fn from_raw(raw: u32) -> Self;
        }
        impl ExitStatusExt for ExitStatus {}
        pub trait CommandExt {
            fn creation_flags(&mut self, flags: u32) -> &mut Command;
            fn show_window(&mut self, cmd_show: u16) -> &mut Command;
            fn force_quotes(&mut self, enabled: bool) -> &mut Command;
            fn raw_arg<S: AsRef<OsStr>>(&mut self, text_to_append_as_is: S) -> &mut Command;
            fn async_pipes(&mut self, always_async: bool) -> &mut Command;
        }
        impl CommandExt for Command {}
    }
}
