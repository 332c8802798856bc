//! std::time: durations, instants and system time (signatures only).
use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::hash::Hash;
use crate::iter::Sum;
use crate::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Sub, SubAssign};

pub const UNIX_EPOCH: SystemTime = SystemTime::UNIX_EPOCH;

pub struct Duration {}
impl Duration {
    pub const SECOND: Duration = Duration {};
    pub const MILLISECOND: Duration = Duration {};
    pub const MICROSECOND: Duration = Duration {};
    pub const NANOSECOND: Duration = Duration {};
    pub const ZERO: Duration = Duration {};
    pub const MAX: Duration = Duration {};
    pub const fn new(secs: u64, nanos: u32) -> Duration;
    pub const fn from_secs(secs: u64) -> Duration;
    pub const fn from_millis(millis: u64) -> Duration;
    pub const fn from_micros(micros: u64) -> Duration;
    pub const fn from_nanos(nanos: u64) -> Duration;
    pub const fn from_nanos_u128(nanos: u128) -> Duration;
    pub const fn from_mins(mins: u64) -> Duration;
    pub const fn from_hours(hours: u64) -> Duration;
    pub const fn from_days(days: u64) -> Duration;
    pub const fn from_weeks(weeks: u64) -> Duration;
    pub const fn is_zero(&self) -> bool;
    pub const fn as_secs(&self) -> u64;
    pub const fn subsec_millis(&self) -> u32;
    pub const fn subsec_micros(&self) -> u32;
    pub const fn subsec_nanos(&self) -> u32;
    pub const fn as_millis(&self) -> u128;
    pub const fn as_micros(&self) -> u128;
    pub const fn as_nanos(&self) -> u128;
    pub const fn abs_diff(self, other: Duration) -> Duration;
    pub const fn checked_add(self, rhs: Duration) -> Option<Duration>;
    pub const fn saturating_add(self, rhs: Duration) -> Duration;
    pub const fn checked_sub(self, rhs: Duration) -> Option<Duration>;
    pub const fn saturating_sub(self, rhs: Duration) -> Duration;
    pub const fn checked_mul(self, rhs: u32) -> Option<Duration>;
    pub const fn saturating_mul(self, rhs: u32) -> Duration;
    pub const fn checked_div(self, rhs: u32) -> Option<Duration>;
    pub const fn as_secs_f64(&self) -> f64;
    pub const fn as_secs_f32(&self) -> f32;
    pub const fn as_millis_f64(&self) -> f64;
    pub const fn as_millis_f32(&self) -> f32;
    pub fn from_secs_f64(secs: f64) -> Duration;
    pub fn from_secs_f32(secs: f32) -> Duration;
    pub fn mul_f64(self, rhs: f64) -> Duration;
    pub fn mul_f32(self, rhs: f32) -> Duration;
    pub fn div_f64(self, rhs: f64) -> Duration;
    pub fn div_f32(self, rhs: f32) -> Duration;
    pub const fn div_duration_f64(self, rhs: Duration) -> f64;
    pub const fn div_duration_f32(self, rhs: Duration) -> f32;
    pub const fn div_duration_floor(self, rhs: Duration) -> u128;
    pub fn try_from_secs_f32(secs: f32) -> Result<Duration, TryFromFloatSecsError>;
    pub fn try_from_secs_f64(secs: f64) -> Result<Duration, TryFromFloatSecsError>;
}
impl Add<Duration> for Duration { type Output = Duration; fn add(self, rhs: Duration) -> Duration; }
impl AddAssign<Duration> for Duration { fn add_assign(&mut self, rhs: Duration); }
impl Sub<Duration> for Duration { type Output = Duration; fn sub(self, rhs: Duration) -> Duration; }
impl SubAssign<Duration> for Duration { fn sub_assign(&mut self, rhs: Duration); }
impl Mul<u32> for Duration { type Output = Duration; fn mul(self, rhs: u32) -> Duration; }
impl Mul<Duration> for u32 { type Output = Duration; fn mul(self, rhs: Duration) -> Duration; }
impl MulAssign<u32> for Duration { fn mul_assign(&mut self, rhs: u32); }
impl Div<u32> for Duration { type Output = Duration; fn div(self, rhs: u32) -> Duration; }
impl DivAssign<u32> for Duration { fn div_assign(&mut self, rhs: u32); }
impl Sum for Duration { fn sum<I: Iterator<Item = Duration>>(iter: I) -> Duration; }
impl<'a> Sum<&'a Duration> for Duration { fn sum<I: Iterator<Item = &'a Duration>>(iter: I) -> Duration; }
impl Clone for Duration { fn clone(&self) -> Duration; }
impl Copy for Duration {}
impl Default for Duration { fn default() -> Duration; }
impl PartialEq for Duration {}
impl Eq for Duration {}
impl PartialOrd for Duration {}
impl Ord for Duration {}
impl Hash for Duration {}
impl Debug for Duration {}
pub struct TryFromFloatSecsError {}
impl Clone for TryFromFloatSecsError {}
impl PartialEq for TryFromFloatSecsError {}
impl Eq for TryFromFloatSecsError {}
impl Debug for TryFromFloatSecsError {}
impl Display for TryFromFloatSecsError {}
impl Error for TryFromFloatSecsError {}

pub struct Instant {}
impl Instant {
    pub fn now() -> Instant;
    pub fn duration_since(&self, earlier: Instant) -> Duration;
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration>;
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration;
    pub fn elapsed(&self) -> Duration;
    pub fn checked_add(&self, duration: Duration) -> Option<Instant>;
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant>;
}
impl Add<Duration> for Instant { type Output = Instant; fn add(self, other: Duration) -> Instant; }
impl AddAssign<Duration> for Instant { fn add_assign(&mut self, other: Duration); }
impl Sub<Duration> for Instant { type Output = Instant; fn sub(self, other: Duration) -> Instant; }
impl SubAssign<Duration> for Instant { fn sub_assign(&mut self, other: Duration); }
impl Sub<Instant> for Instant { type Output = Duration; fn sub(self, other: Instant) -> Duration; }
impl Clone for Instant { fn clone(&self) -> Instant; }
impl Copy for Instant {}
impl PartialEq for Instant {}
impl Eq for Instant {}
impl PartialOrd for Instant {}
impl Ord for Instant {}
impl Hash for Instant {}
impl Debug for Instant {}

pub struct SystemTime {}
impl SystemTime {
    pub const UNIX_EPOCH: SystemTime = SystemTime {};
    pub fn now() -> SystemTime;
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError>;
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError>;
    pub fn checked_add(&self, duration: Duration) -> Option<SystemTime>;
    pub fn checked_sub(&self, duration: Duration) -> Option<SystemTime>;
}
impl Add<Duration> for SystemTime { type Output = SystemTime; fn add(self, dur: Duration) -> SystemTime; }
impl AddAssign<Duration> for SystemTime { fn add_assign(&mut self, other: Duration); }
impl Sub<Duration> for SystemTime { type Output = SystemTime; fn sub(self, dur: Duration) -> SystemTime; }
impl SubAssign<Duration> for SystemTime { fn sub_assign(&mut self, other: Duration); }
impl Clone for SystemTime { fn clone(&self) -> SystemTime; }
impl Copy for SystemTime {}
impl PartialEq for SystemTime {}
impl Eq for SystemTime {}
impl PartialOrd for SystemTime {}
impl Ord for SystemTime {}
impl Hash for SystemTime {}
impl Debug for SystemTime {}
pub struct SystemTimeError {}
impl SystemTimeError { pub fn duration(&self) -> Duration; }
impl Clone for SystemTimeError {}
impl Debug for SystemTimeError {}
impl Display for SystemTimeError {}
impl Error for SystemTimeError {}
