//! std::net: addresses and sockets (signatures only).
use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::hash::Hash;
use crate::io;
use crate::iter::Cloned;
use crate::ops::{BitAnd, BitOr, Not};
use crate::option;
use crate::slice;
use crate::str::FromStr;
use crate::time::Duration;
use crate::vec;

pub enum IpAddr { V4(Ipv4Addr), V6(Ipv6Addr) }
impl IpAddr {
    pub const fn is_unspecified(&self) -> bool;
    pub const fn is_loopback(&self) -> bool;
    pub const fn is_global(&self) -> bool;
    pub const fn is_multicast(&self) -> bool;
    pub const fn is_documentation(&self) -> bool;
    pub const fn is_benchmarking(&self) -> bool;
    pub const fn is_ipv4(&self) -> bool;
    pub const fn is_ipv6(&self) -> bool;
    pub const fn to_canonical(&self) -> IpAddr;
    pub const fn as_octets(&self) -> &[u8];
}
pub struct Ipv4Addr {}
impl Ipv4Addr {
    pub const BITS: u32 = 32;
    pub const LOCALHOST: Ipv4Addr = Ipv4Addr {};
    pub const UNSPECIFIED: Ipv4Addr = Ipv4Addr {};
    pub const BROADCAST: Ipv4Addr = Ipv4Addr {};
    pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr;
    pub const fn to_bits(self) -> u32;
    pub const fn from_bits(bits: u32) -> Ipv4Addr;
    pub const fn octets(&self) -> [u8; 4];
    pub const fn from_octets(octets: [u8; 4]) -> Ipv4Addr;
    pub const fn as_octets(&self) -> &[u8; 4];
    pub const fn is_unspecified(&self) -> bool;
    pub const fn is_loopback(&self) -> bool;
    pub const fn is_private(&self) -> bool;
    pub const fn is_link_local(&self) -> bool;
    pub const fn is_global(&self) -> bool;
    pub const fn is_shared(&self) -> bool;
    pub const fn is_benchmarking(&self) -> bool;
    pub const fn is_reserved(&self) -> bool;
    pub const fn is_multicast(&self) -> bool;
    pub const fn is_broadcast(&self) -> bool;
    pub const fn is_documentation(&self) -> bool;
    pub const fn to_ipv6_compatible(&self) -> Ipv6Addr;
    pub const fn to_ipv6_mapped(&self) -> Ipv6Addr;
}
pub struct Ipv6Addr {}
impl Ipv6Addr {
    pub const BITS: u32 = 128;
    pub const LOCALHOST: Ipv6Addr = Ipv6Addr {};
    pub const UNSPECIFIED: Ipv6Addr = Ipv6Addr {};
    pub const fn new(a: u16, b: u16, c: u16, d: u16, e: u16, f: u16, g: u16, h: u16) -> Ipv6Addr;
    pub const fn to_bits(self) -> u128;
    pub const fn from_bits(bits: u128) -> Ipv6Addr;
    pub const fn segments(&self) -> [u16; 8];
    pub const fn from_segments(segments: [u16; 8]) -> Ipv6Addr;
    pub const fn octets(&self) -> [u8; 16];
    pub const fn from_octets(octets: [u8; 16]) -> Ipv6Addr;
    pub const fn as_octets(&self) -> &[u8; 16];
    pub const fn is_unspecified(&self) -> bool;
    pub const fn is_loopback(&self) -> bool;
    pub const fn is_global(&self) -> bool;
    pub const fn is_unique_local(&self) -> bool;
    pub const fn is_unicast(&self) -> bool;
    pub const fn is_unicast_link_local(&self) -> bool;
    pub const fn is_unicast_global(&self) -> bool;
    pub const fn is_documentation(&self) -> bool;
    pub const fn is_benchmarking(&self) -> bool;
    pub const fn is_multicast(&self) -> bool;
    pub const fn is_ipv4_mapped(&self) -> bool;
    pub const fn multicast_scope(&self) -> Option<Ipv6MulticastScope>;
    pub const fn to_ipv4_mapped(&self) -> Option<Ipv4Addr>;
    pub const fn to_ipv4(&self) -> Option<Ipv4Addr>;
    pub const fn to_canonical(&self) -> IpAddr;
}
pub enum Ipv6MulticastScope { InterfaceLocal, LinkLocal, RealmLocal, AdminLocal, SiteLocal, OrganizationLocal, Global }
pub enum SocketAddr { V4(SocketAddrV4), V6(SocketAddrV6) }
impl SocketAddr {
    pub const fn new(ip: IpAddr, port: u16) -> SocketAddr;
    pub const fn ip(&self) -> IpAddr;
    pub const fn set_ip(&mut self, new_ip: IpAddr);
    pub const fn port(&self) -> u16;
    pub const fn set_port(&mut self, new_port: u16);
    pub const fn is_ipv4(&self) -> bool;
    pub const fn is_ipv6(&self) -> bool;
}
pub struct SocketAddrV4 {}
impl SocketAddrV4 {
    pub const fn new(ip: Ipv4Addr, port: u16) -> SocketAddrV4;
    pub const fn ip(&self) -> &Ipv4Addr;
    pub const fn set_ip(&mut self, new_ip: Ipv4Addr);
    pub const fn port(&self) -> u16;
    pub const fn set_port(&mut self, new_port: u16);
}
pub struct SocketAddrV6 {}
impl SocketAddrV6 {
    pub const fn new(ip: Ipv6Addr, port: u16, flowinfo: u32, scope_id: u32) -> SocketAddrV6;
    pub const fn ip(&self) -> &Ipv6Addr;
    pub const fn set_ip(&mut self, new_ip: Ipv6Addr);
    pub const fn port(&self) -> u16;
    pub const fn set_port(&mut self, new_port: u16);
    pub const fn flowinfo(&self) -> u32;
    pub const fn set_flowinfo(&mut self, new_flowinfo: u32);
    pub const fn scope_id(&self) -> u32;
    pub const fn set_scope_id(&mut self, new_scope_id: u32);
}
impl Clone for IpAddr { fn clone(&self) -> IpAddr; }
impl Copy for IpAddr {}
impl PartialEq for IpAddr {}
impl Eq for IpAddr {}
impl PartialOrd for IpAddr {}
impl Ord for IpAddr {}
impl Hash for IpAddr {}
impl Debug for IpAddr {}
impl Display for IpAddr {}
impl FromStr for IpAddr { type Err = AddrParseError; fn from_str(s: &str) -> Result<IpAddr, AddrParseError>; }
impl Clone for Ipv4Addr { fn clone(&self) -> Ipv4Addr; }
impl Copy for Ipv4Addr {}
impl PartialEq for Ipv4Addr {}
impl Eq for Ipv4Addr {}
impl PartialOrd for Ipv4Addr {}
impl Ord for Ipv4Addr {}
impl Hash for Ipv4Addr {}
impl Debug for Ipv4Addr {}
impl Display for Ipv4Addr {}
impl FromStr for Ipv4Addr { type Err = AddrParseError; fn from_str(s: &str) -> Result<Ipv4Addr, AddrParseError>; }
impl Clone for Ipv6Addr { fn clone(&self) -> Ipv6Addr; }
impl Copy for Ipv6Addr {}
impl PartialEq for Ipv6Addr {}
impl Eq for Ipv6Addr {}
impl PartialOrd for Ipv6Addr {}
impl Ord for Ipv6Addr {}
impl Hash for Ipv6Addr {}
impl Debug for Ipv6Addr {}
impl Display for Ipv6Addr {}
impl FromStr for Ipv6Addr { type Err = AddrParseError; fn from_str(s: &str) -> Result<Ipv6Addr, AddrParseError>; }
impl Clone for SocketAddr { fn clone(&self) -> SocketAddr; }
impl Copy for SocketAddr {}
impl PartialEq for SocketAddr {}
impl Eq for SocketAddr {}
impl PartialOrd for SocketAddr {}
impl Ord for SocketAddr {}
impl Hash for SocketAddr {}
impl Debug for SocketAddr {}
impl Display for SocketAddr {}
impl FromStr for SocketAddr { type Err = AddrParseError; fn from_str(s: &str) -> Result<SocketAddr, AddrParseError>; }
impl Clone for SocketAddrV4 { fn clone(&self) -> SocketAddrV4; }
impl Copy for SocketAddrV4 {}
impl PartialEq for SocketAddrV4 {}
impl Eq for SocketAddrV4 {}
impl PartialOrd for SocketAddrV4 {}
impl Ord for SocketAddrV4 {}
impl Hash for SocketAddrV4 {}
impl Debug for SocketAddrV4 {}
impl Display for SocketAddrV4 {}
impl FromStr for SocketAddrV4 { type Err = AddrParseError; fn from_str(s: &str) -> Result<SocketAddrV4, AddrParseError>; }
impl Clone for SocketAddrV6 { fn clone(&self) -> SocketAddrV6; }
impl Copy for SocketAddrV6 {}
impl PartialEq for SocketAddrV6 {}
impl Eq for SocketAddrV6 {}
impl PartialOrd for SocketAddrV6 {}
impl Ord for SocketAddrV6 {}
impl Hash for SocketAddrV6 {}
impl Debug for SocketAddrV6 {}
impl Display for SocketAddrV6 {}
impl FromStr for SocketAddrV6 { type Err = AddrParseError; fn from_str(s: &str) -> Result<SocketAddrV6, AddrParseError>; }
impl From<Ipv4Addr> for IpAddr { fn from(ipv4: Ipv4Addr) -> IpAddr; }
impl From<Ipv6Addr> for IpAddr { fn from(ipv6: Ipv6Addr) -> IpAddr; }
impl From<[u8; 4]> for IpAddr { fn from(octets: [u8; 4]) -> IpAddr; }
impl From<[u8; 16]> for IpAddr { fn from(octets: [u8; 16]) -> IpAddr; }
impl From<[u16; 8]> for IpAddr { fn from(segments: [u16; 8]) -> IpAddr; }
impl From<[u8; 4]> for Ipv4Addr { fn from(octets: [u8; 4]) -> Ipv4Addr; }
impl From<u32> for Ipv4Addr { fn from(ip: u32) -> Ipv4Addr; }
impl From<Ipv4Addr> for u32 { fn from(ip: Ipv4Addr) -> u32; }
impl From<[u8; 16]> for Ipv6Addr { fn from(octets: [u8; 16]) -> Ipv6Addr; }
impl From<[u16; 8]> for Ipv6Addr { fn from(segments: [u16; 8]) -> Ipv6Addr; }
impl From<u128> for Ipv6Addr { fn from(ip: u128) -> Ipv6Addr; }
impl From<Ipv6Addr> for u128 { fn from(ip: Ipv6Addr) -> u128; }
impl From<SocketAddrV4> for SocketAddr { fn from(sock4: SocketAddrV4) -> SocketAddr; }
impl From<SocketAddrV6> for SocketAddr { fn from(sock6: SocketAddrV6) -> SocketAddr; }
impl<I: Into<IpAddr>> From<(I, u16)> for SocketAddr { fn from(pieces: (I, u16)) -> SocketAddr; }
impl PartialEq<Ipv4Addr> for IpAddr {}
impl PartialEq<Ipv6Addr> for IpAddr {}
impl BitAnd for Ipv4Addr { type Output = Ipv4Addr; fn bitand(self, rhs: Ipv4Addr) -> Ipv4Addr; }
impl BitOr for Ipv4Addr { type Output = Ipv4Addr; fn bitor(self, rhs: Ipv4Addr) -> Ipv4Addr; }
impl Not for Ipv4Addr { type Output = Ipv4Addr; fn not(self) -> Ipv4Addr; }
impl BitAnd for Ipv6Addr { type Output = Ipv6Addr; fn bitand(self, rhs: Ipv6Addr) -> Ipv6Addr; }
impl BitOr for Ipv6Addr { type Output = Ipv6Addr; fn bitor(self, rhs: Ipv6Addr) -> Ipv6Addr; }
impl Not for Ipv6Addr { type Output = Ipv6Addr; fn not(self) -> Ipv6Addr; }
pub struct AddrParseError {}
impl Clone for AddrParseError {}
impl PartialEq for AddrParseError {}
impl Eq for AddrParseError {}
impl Debug for AddrParseError {}
impl Display for AddrParseError {}
impl Error for AddrParseError {}

pub trait ToSocketAddrs {
    type Iter: Iterator<Item = SocketAddr>;
    fn to_socket_addrs(&self) -> io::Result<Self::Iter>;
}
impl ToSocketAddrs for SocketAddr { type Iter = option::IntoIter<SocketAddr>; }
impl ToSocketAddrs for SocketAddrV4 { type Iter = option::IntoIter<SocketAddr>; }
impl ToSocketAddrs for SocketAddrV6 { type Iter = option::IntoIter<SocketAddr>; }
impl ToSocketAddrs for (IpAddr, u16) { type Iter = option::IntoIter<SocketAddr>; }
impl ToSocketAddrs for (Ipv4Addr, u16) { type Iter = option::IntoIter<SocketAddr>; }
impl ToSocketAddrs for (Ipv6Addr, u16) { type Iter = option::IntoIter<SocketAddr>; }
impl ToSocketAddrs for (&str, u16) { type Iter = vec::IntoIter<SocketAddr>; }
impl ToSocketAddrs for (String, u16) { type Iter = vec::IntoIter<SocketAddr>; }
impl ToSocketAddrs for str { type Iter = vec::IntoIter<SocketAddr>; }
impl ToSocketAddrs for String { type Iter = vec::IntoIter<SocketAddr>; }
impl<'a> ToSocketAddrs for &'a [SocketAddr] { type Iter = Cloned<slice::Iter<'a, SocketAddr>>; }
impl<T: ToSocketAddrs + ?Sized> ToSocketAddrs for &T { type Iter = T::Iter; }

pub enum Shutdown { Read, Write, Both }
impl Clone for Shutdown {}
impl Copy for Shutdown {}
impl PartialEq for Shutdown {}
impl Eq for Shutdown {}
impl Debug for Shutdown {}
pub struct TcpStream {}
impl TcpStream {
    pub fn connect<A: ToSocketAddrs>(addr: A) -> io::Result<TcpStream>;
    pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> io::Result<TcpStream>;
    pub fn peer_addr(&self) -> io::Result<SocketAddr>;
    pub fn local_addr(&self) -> io::Result<SocketAddr>;
    pub fn shutdown(&self, how: Shutdown) -> io::Result<()>;
    pub fn try_clone(&self) -> io::Result<TcpStream>;
    pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
    pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
    pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
    pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
    pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
    pub fn set_linger(&self, linger: Option<Duration>) -> io::Result<()>;
    pub fn linger(&self) -> io::Result<Option<Duration>>;
    pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()>;
    pub fn nodelay(&self) -> io::Result<bool>;
    pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
    pub fn ttl(&self) -> io::Result<u32>;
    pub fn take_error(&self) -> io::Result<Option<io::Error>>;
    pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
}
impl io::Read for TcpStream {}
impl io::Write for TcpStream {}
impl io::Read for &TcpStream {}
impl io::Write for &TcpStream {}
impl Debug for TcpStream {}
pub struct TcpListener {}
impl TcpListener {
    pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<TcpListener>;
    pub fn local_addr(&self) -> io::Result<SocketAddr>;
    pub fn try_clone(&self) -> io::Result<TcpListener>;
    pub fn accept(&self) -> io::Result<(TcpStream, SocketAddr)>;
    pub fn incoming(&self) -> Incoming<'_>;
    pub fn into_incoming(self) -> IntoIncoming;
    pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
    pub fn ttl(&self) -> io::Result<u32>;
    pub fn set_only_v6(&self, only_v6: bool) -> io::Result<()>;
    pub fn only_v6(&self) -> io::Result<bool>;
    pub fn take_error(&self) -> io::Result<Option<io::Error>>;
    pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
}
impl Debug for TcpListener {}
pub struct Incoming<'a> {}
impl Iterator for Incoming<'_> { type Item = io::Result<TcpStream>; }
pub struct IntoIncoming {}
impl Iterator for IntoIncoming { type Item = io::Result<TcpStream>; }
pub struct UdpSocket {}
impl UdpSocket {
    pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<UdpSocket>;
    pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
    pub fn peek_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
    pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> io::Result<usize>;
    pub fn peer_addr(&self) -> io::Result<SocketAddr>;
    pub fn local_addr(&self) -> io::Result<SocketAddr>;
    pub fn try_clone(&self) -> io::Result<UdpSocket>;
    pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
    pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
    pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
    pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
    pub fn set_broadcast(&self, broadcast: bool) -> io::Result<()>;
    pub fn broadcast(&self) -> io::Result<bool>;
    pub fn set_multicast_loop_v4(&self, multicast_loop_v4: bool) -> io::Result<()>;
    pub fn multicast_loop_v4(&self) -> io::Result<bool>;
    pub fn set_multicast_ttl_v4(&self, multicast_ttl_v4: u32) -> io::Result<()>;
    pub fn multicast_ttl_v4(&self) -> io::Result<u32>;
    pub fn set_multicast_loop_v6(&self, multicast_loop_v6: bool) -> io::Result<()>;
    pub fn multicast_loop_v6(&self) -> io::Result<bool>;
    pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
    pub fn ttl(&self) -> io::Result<u32>;
    pub fn join_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
    pub fn join_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()>;
    pub fn leave_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
    pub fn leave_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()>;
    pub fn take_error(&self) -> io::Result<Option<io::Error>>;
    pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> io::Result<()>;
    pub fn send(&self, buf: &[u8]) -> io::Result<usize>;
    pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize>;
    pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
    pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
}
impl Debug for UdpSocket {}
