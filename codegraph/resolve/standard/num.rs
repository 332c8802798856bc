use crate::cmp::Ordering;
use crate::convert::Infallible;
use crate::error::Error;
use crate::fmt::{Binary, Debug, Display, LowerExp, LowerHex, Octal, UpperExp, UpperHex};
use crate::hash::Hash;
use crate::ops::{Add, AddAssign, BitAnd, BitOr, BitXor, Div, Mul, Neg, Not, Rem, Shl, Shr, Sub, SubAssign};
use crate::str::FromStr;

impl __int {
    pub const MIN: Self;
    pub const MAX: Self;
    pub const BITS: u32;
    pub fn min_value() -> Self;
    pub fn max_value() -> Self;
    pub fn from_str_radix(src: &str, radix: u32) -> Result<Self, ParseIntError>;
    pub fn count_ones(self) -> u32;
    pub fn count_zeros(self) -> u32;
    pub fn leading_zeros(self) -> u32;
    pub fn trailing_zeros(self) -> u32;
    pub fn leading_ones(self) -> u32;
    pub fn trailing_ones(self) -> u32;
    pub fn ilog2(self) -> u32;
    pub fn ilog10(self) -> u32;
    pub fn isolate_highest_one(self) -> Self;
    pub fn isolate_lowest_one(self) -> Self;
    pub fn swap_bytes(self) -> Self;
    pub fn reverse_bits(self) -> Self;
    pub fn to_be(self) -> Self;
    pub fn to_le(self) -> Self;
    pub fn isqrt(self) -> Self;
    pub fn next_power_of_two(self) -> Self;
    pub fn wrapping_next_power_of_two(self) -> Self;
    pub fn wrapping_abs(self) -> Self;
    pub fn saturating_abs(self) -> Self;
    pub fn saturating_neg(self) -> Self;
    pub fn wrapping_neg(self) -> Self;
    pub fn strict_abs(self) -> Self;
    pub fn strict_neg(self) -> Self;
    pub fn unchecked_neg(self) -> Self;
    pub fn abs(self) -> Self;
    pub fn signum(self) -> Self;
    pub fn highest_one(self) -> Option<u32>;
    pub fn lowest_one(self) -> Option<u32>;
    pub fn rotate_left(self, rhs: u32) -> Self;
    pub fn rotate_right(self, rhs: u32) -> Self;
    pub fn wrapping_shl(self, rhs: u32) -> Self;
    pub fn wrapping_shr(self, rhs: u32) -> Self;
    pub fn unbounded_shl(self, rhs: u32) -> Self;
    pub fn unbounded_shr(self, rhs: u32) -> Self;
    pub fn unchecked_shl(self, rhs: u32) -> Self;
    pub fn unchecked_shr(self, rhs: u32) -> Self;
    pub fn strict_shl(self, rhs: u32) -> Self;
    pub fn strict_shr(self, rhs: u32) -> Self;
    pub fn pow(self, rhs: u32) -> Self;
    pub fn wrapping_pow(self, rhs: u32) -> Self;
    pub fn saturating_pow(self, rhs: u32) -> Self;
    pub fn strict_pow(self, rhs: u32) -> Self;
    pub fn from_be(x: Self) -> Self;
    pub fn from_le(x: Self) -> Self;
    pub fn checked_add(self, rhs: Self) -> Option<Self>;
    pub fn checked_sub(self, rhs: Self) -> Option<Self>;
    pub fn checked_mul(self, rhs: Self) -> Option<Self>;
    pub fn checked_div(self, rhs: Self) -> Option<Self>;
    pub fn checked_rem(self, rhs: Self) -> Option<Self>;
    pub fn checked_div_euclid(self, rhs: Self) -> Option<Self>;
    pub fn checked_rem_euclid(self, rhs: Self) -> Option<Self>;
    pub fn checked_next_multiple_of(self, rhs: Self) -> Option<Self>;
    pub fn checked_div_exact(self, rhs: Self) -> Option<Self>;
    pub fn checked_neg(self) -> Option<Self>;
    pub fn checked_abs(self) -> Option<Self>;
    pub fn checked_isqrt(self) -> Option<Self>;
    pub fn checked_next_power_of_two(self) -> Option<Self>;
    pub fn checked_shl(self, rhs: u32) -> Option<Self>;
    pub fn checked_shr(self, rhs: u32) -> Option<Self>;
    pub fn checked_pow(self, rhs: u32) -> Option<Self>;
    pub fn checked_ilog(self, base: Self) -> Option<u32>;
    pub fn ilog(self, base: Self) -> u32;
    pub fn checked_ilog2(self) -> Option<u32>;
    pub fn checked_ilog10(self) -> Option<u32>;
    pub fn saturating_add(self, rhs: Self) -> Self;
    pub fn saturating_sub(self, rhs: Self) -> Self;
    pub fn saturating_mul(self, rhs: Self) -> Self;
    pub fn saturating_div(self, rhs: Self) -> Self;
    pub fn wrapping_add(self, rhs: Self) -> Self;
    pub fn wrapping_sub(self, rhs: Self) -> Self;
    pub fn wrapping_mul(self, rhs: Self) -> Self;
    pub fn wrapping_div(self, rhs: Self) -> Self;
    pub fn wrapping_rem(self, rhs: Self) -> Self;
    pub fn wrapping_div_euclid(self, rhs: Self) -> Self;
    pub fn wrapping_rem_euclid(self, rhs: Self) -> Self;
    pub fn strict_add(self, rhs: Self) -> Self;
    pub fn strict_sub(self, rhs: Self) -> Self;
    pub fn strict_mul(self, rhs: Self) -> Self;
    pub fn strict_div(self, rhs: Self) -> Self;
    pub fn strict_rem(self, rhs: Self) -> Self;
    pub fn strict_div_euclid(self, rhs: Self) -> Self;
    pub fn strict_rem_euclid(self, rhs: Self) -> Self;
    pub fn unchecked_add(self, rhs: Self) -> Self;
    pub fn unchecked_sub(self, rhs: Self) -> Self;
    pub fn unchecked_mul(self, rhs: Self) -> Self;
    pub fn div_euclid(self, rhs: Self) -> Self;
    pub fn rem_euclid(self, rhs: Self) -> Self;
    pub fn div_floor(self, rhs: Self) -> Self;
    pub fn div_ceil(self, rhs: Self) -> Self;
    pub fn div_exact(self, rhs: Self) -> Self;
    pub fn next_multiple_of(self, rhs: Self) -> Self;
    pub fn midpoint(self, rhs: Self) -> Self;
    pub fn overflowing_add(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_sub(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_mul(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_div(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_rem(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_div_euclid(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_rem_euclid(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_neg(self) -> (Self, bool);
    pub fn overflowing_abs(self) -> (Self, bool);
    pub fn overflowing_shl(self, rhs: u32) -> (Self, bool);
    pub fn overflowing_shr(self, rhs: u32) -> (Self, bool);
    pub fn overflowing_pow(self, rhs: u32) -> (Self, bool);
    pub fn carrying_add(self, rhs: Self, carry: bool) -> (Self, bool);
    pub fn borrowing_sub(self, rhs: Self, carry: bool) -> (Self, bool);
    pub fn carrying_mul(self, rhs: Self, carry: Self) -> (Self, Self);
    pub fn widening_mul(self, rhs: Self) -> (Self, Self);
    pub fn is_power_of_two(self) -> bool;
    pub fn is_positive(self) -> bool;
    pub fn is_negative(self) -> bool;
    pub fn is_multiple_of(self, rhs: Self) -> bool;
}
impl i8 {
    pub fn to_be_bytes(self) -> [u8; 1];
    pub fn to_le_bytes(self) -> [u8; 1];
    pub fn to_ne_bytes(self) -> [u8; 1];
    pub fn from_be_bytes(bytes: [u8; 1]) -> i8;
    pub fn from_le_bytes(bytes: [u8; 1]) -> i8;
    pub fn from_ne_bytes(bytes: [u8; 1]) -> i8;
    pub fn abs_diff(self, other: i8) -> u8;
    pub fn unsigned_abs(self) -> u8;
    pub fn cast_unsigned(self) -> u8;
    pub fn wrapping_add_unsigned(self, rhs: u8) -> i8;
    pub fn saturating_add_unsigned(self, rhs: u8) -> i8;
    pub fn strict_add_unsigned(self, rhs: u8) -> i8;
    pub fn checked_add_unsigned(self, rhs: u8) -> Option<i8>;
    pub fn overflowing_add_unsigned(self, rhs: u8) -> (i8, bool);
    pub fn wrapping_sub_unsigned(self, rhs: u8) -> i8;
    pub fn saturating_sub_unsigned(self, rhs: u8) -> i8;
    pub fn strict_sub_unsigned(self, rhs: u8) -> i8;
    pub fn checked_sub_unsigned(self, rhs: u8) -> Option<i8>;
    pub fn overflowing_sub_unsigned(self, rhs: u8) -> (i8, bool);
}
impl u8 {
    pub fn to_be_bytes(self) -> [u8; 1];
    pub fn to_le_bytes(self) -> [u8; 1];
    pub fn to_ne_bytes(self) -> [u8; 1];
    pub fn from_be_bytes(bytes: [u8; 1]) -> u8;
    pub fn from_le_bytes(bytes: [u8; 1]) -> u8;
    pub fn from_ne_bytes(bytes: [u8; 1]) -> u8;
    pub fn abs_diff(self, other: u8) -> u8;
    pub fn cast_signed(self) -> i8;
    pub fn checked_signed_diff(self, rhs: u8) -> Option<i8>;
    pub fn wrapping_add_signed(self, rhs: i8) -> u8;
    pub fn saturating_add_signed(self, rhs: i8) -> u8;
    pub fn strict_add_signed(self, rhs: i8) -> u8;
    pub fn checked_add_signed(self, rhs: i8) -> Option<u8>;
    pub fn overflowing_add_signed(self, rhs: i8) -> (u8, bool);
    pub fn wrapping_sub_signed(self, rhs: i8) -> u8;
    pub fn saturating_sub_signed(self, rhs: i8) -> u8;
    pub fn checked_sub_signed(self, rhs: i8) -> Option<u8>;
    pub fn overflowing_sub_signed(self, rhs: i8) -> (u8, bool);
}
impl i16 {
    pub fn to_be_bytes(self) -> [u8; 2];
    pub fn to_le_bytes(self) -> [u8; 2];
    pub fn to_ne_bytes(self) -> [u8; 2];
    pub fn from_be_bytes(bytes: [u8; 2]) -> i16;
    pub fn from_le_bytes(bytes: [u8; 2]) -> i16;
    pub fn from_ne_bytes(bytes: [u8; 2]) -> i16;
    pub fn abs_diff(self, other: i16) -> u16;
    pub fn unsigned_abs(self) -> u16;
    pub fn cast_unsigned(self) -> u16;
    pub fn wrapping_add_unsigned(self, rhs: u16) -> i16;
    pub fn saturating_add_unsigned(self, rhs: u16) -> i16;
    pub fn strict_add_unsigned(self, rhs: u16) -> i16;
    pub fn checked_add_unsigned(self, rhs: u16) -> Option<i16>;
    pub fn overflowing_add_unsigned(self, rhs: u16) -> (i16, bool);
    pub fn wrapping_sub_unsigned(self, rhs: u16) -> i16;
    pub fn saturating_sub_unsigned(self, rhs: u16) -> i16;
    pub fn strict_sub_unsigned(self, rhs: u16) -> i16;
    pub fn checked_sub_unsigned(self, rhs: u16) -> Option<i16>;
    pub fn overflowing_sub_unsigned(self, rhs: u16) -> (i16, bool);
}
impl u16 {
    pub fn to_be_bytes(self) -> [u8; 2];
    pub fn to_le_bytes(self) -> [u8; 2];
    pub fn to_ne_bytes(self) -> [u8; 2];
    pub fn from_be_bytes(bytes: [u8; 2]) -> u16;
    pub fn from_le_bytes(bytes: [u8; 2]) -> u16;
    pub fn from_ne_bytes(bytes: [u8; 2]) -> u16;
    pub fn abs_diff(self, other: u16) -> u16;
    pub fn cast_signed(self) -> i16;
    pub fn checked_signed_diff(self, rhs: u16) -> Option<i16>;
    pub fn wrapping_add_signed(self, rhs: i16) -> u16;
    pub fn saturating_add_signed(self, rhs: i16) -> u16;
    pub fn strict_add_signed(self, rhs: i16) -> u16;
    pub fn checked_add_signed(self, rhs: i16) -> Option<u16>;
    pub fn overflowing_add_signed(self, rhs: i16) -> (u16, bool);
    pub fn wrapping_sub_signed(self, rhs: i16) -> u16;
    pub fn saturating_sub_signed(self, rhs: i16) -> u16;
    pub fn checked_sub_signed(self, rhs: i16) -> Option<u16>;
    pub fn overflowing_sub_signed(self, rhs: i16) -> (u16, bool);
}
impl i32 {
    pub fn to_be_bytes(self) -> [u8; 4];
    pub fn to_le_bytes(self) -> [u8; 4];
    pub fn to_ne_bytes(self) -> [u8; 4];
    pub fn from_be_bytes(bytes: [u8; 4]) -> i32;
    pub fn from_le_bytes(bytes: [u8; 4]) -> i32;
    pub fn from_ne_bytes(bytes: [u8; 4]) -> i32;
    pub fn abs_diff(self, other: i32) -> u32;
    pub fn unsigned_abs(self) -> u32;
    pub fn cast_unsigned(self) -> u32;
    pub fn wrapping_add_unsigned(self, rhs: u32) -> i32;
    pub fn saturating_add_unsigned(self, rhs: u32) -> i32;
    pub fn strict_add_unsigned(self, rhs: u32) -> i32;
    pub fn checked_add_unsigned(self, rhs: u32) -> Option<i32>;
    pub fn overflowing_add_unsigned(self, rhs: u32) -> (i32, bool);
    pub fn wrapping_sub_unsigned(self, rhs: u32) -> i32;
    pub fn saturating_sub_unsigned(self, rhs: u32) -> i32;
    pub fn strict_sub_unsigned(self, rhs: u32) -> i32;
    pub fn checked_sub_unsigned(self, rhs: u32) -> Option<i32>;
    pub fn overflowing_sub_unsigned(self, rhs: u32) -> (i32, bool);
}
impl u32 {
    pub fn to_be_bytes(self) -> [u8; 4];
    pub fn to_le_bytes(self) -> [u8; 4];
    pub fn to_ne_bytes(self) -> [u8; 4];
    pub fn from_be_bytes(bytes: [u8; 4]) -> u32;
    pub fn from_le_bytes(bytes: [u8; 4]) -> u32;
    pub fn from_ne_bytes(bytes: [u8; 4]) -> u32;
    pub fn abs_diff(self, other: u32) -> u32;
    pub fn cast_signed(self) -> i32;
    pub fn checked_signed_diff(self, rhs: u32) -> Option<i32>;
    pub fn wrapping_add_signed(self, rhs: i32) -> u32;
    pub fn saturating_add_signed(self, rhs: i32) -> u32;
    pub fn strict_add_signed(self, rhs: i32) -> u32;
    pub fn checked_add_signed(self, rhs: i32) -> Option<u32>;
    pub fn overflowing_add_signed(self, rhs: i32) -> (u32, bool);
    pub fn wrapping_sub_signed(self, rhs: i32) -> u32;
    pub fn saturating_sub_signed(self, rhs: i32) -> u32;
    pub fn checked_sub_signed(self, rhs: i32) -> Option<u32>;
    pub fn overflowing_sub_signed(self, rhs: i32) -> (u32, bool);
}
impl i64 {
    pub fn to_be_bytes(self) -> [u8; 8];
    pub fn to_le_bytes(self) -> [u8; 8];
    pub fn to_ne_bytes(self) -> [u8; 8];
    pub fn from_be_bytes(bytes: [u8; 8]) -> i64;
    pub fn from_le_bytes(bytes: [u8; 8]) -> i64;
    pub fn from_ne_bytes(bytes: [u8; 8]) -> i64;
    pub fn abs_diff(self, other: i64) -> u64;
    pub fn unsigned_abs(self) -> u64;
    pub fn cast_unsigned(self) -> u64;
    pub fn wrapping_add_unsigned(self, rhs: u64) -> i64;
    pub fn saturating_add_unsigned(self, rhs: u64) -> i64;
    pub fn strict_add_unsigned(self, rhs: u64) -> i64;
    pub fn checked_add_unsigned(self, rhs: u64) -> Option<i64>;
    pub fn overflowing_add_unsigned(self, rhs: u64) -> (i64, bool);
    pub fn wrapping_sub_unsigned(self, rhs: u64) -> i64;
    pub fn saturating_sub_unsigned(self, rhs: u64) -> i64;
    pub fn strict_sub_unsigned(self, rhs: u64) -> i64;
    pub fn checked_sub_unsigned(self, rhs: u64) -> Option<i64>;
    pub fn overflowing_sub_unsigned(self, rhs: u64) -> (i64, bool);
}
impl u64 {
    pub fn to_be_bytes(self) -> [u8; 8];
    pub fn to_le_bytes(self) -> [u8; 8];
    pub fn to_ne_bytes(self) -> [u8; 8];
    pub fn from_be_bytes(bytes: [u8; 8]) -> u64;
    pub fn from_le_bytes(bytes: [u8; 8]) -> u64;
    pub fn from_ne_bytes(bytes: [u8; 8]) -> u64;
    pub fn abs_diff(self, other: u64) -> u64;
    pub fn cast_signed(self) -> i64;
    pub fn checked_signed_diff(self, rhs: u64) -> Option<i64>;
    pub fn wrapping_add_signed(self, rhs: i64) -> u64;
    pub fn saturating_add_signed(self, rhs: i64) -> u64;
    pub fn strict_add_signed(self, rhs: i64) -> u64;
    pub fn checked_add_signed(self, rhs: i64) -> Option<u64>;
    pub fn overflowing_add_signed(self, rhs: i64) -> (u64, bool);
    pub fn wrapping_sub_signed(self, rhs: i64) -> u64;
    pub fn saturating_sub_signed(self, rhs: i64) -> u64;
    pub fn checked_sub_signed(self, rhs: i64) -> Option<u64>;
    pub fn overflowing_sub_signed(self, rhs: i64) -> (u64, bool);
}
impl i128 {
    pub fn to_be_bytes(self) -> [u8; 16];
    pub fn to_le_bytes(self) -> [u8; 16];
    pub fn to_ne_bytes(self) -> [u8; 16];
    pub fn from_be_bytes(bytes: [u8; 16]) -> i128;
    pub fn from_le_bytes(bytes: [u8; 16]) -> i128;
    pub fn from_ne_bytes(bytes: [u8; 16]) -> i128;
    pub fn abs_diff(self, other: i128) -> u128;
    pub fn unsigned_abs(self) -> u128;
    pub fn cast_unsigned(self) -> u128;
    pub fn wrapping_add_unsigned(self, rhs: u128) -> i128;
    pub fn saturating_add_unsigned(self, rhs: u128) -> i128;
    pub fn strict_add_unsigned(self, rhs: u128) -> i128;
    pub fn checked_add_unsigned(self, rhs: u128) -> Option<i128>;
    pub fn overflowing_add_unsigned(self, rhs: u128) -> (i128, bool);
    pub fn wrapping_sub_unsigned(self, rhs: u128) -> i128;
    pub fn saturating_sub_unsigned(self, rhs: u128) -> i128;
    pub fn strict_sub_unsigned(self, rhs: u128) -> i128;
    pub fn checked_sub_unsigned(self, rhs: u128) -> Option<i128>;
    pub fn overflowing_sub_unsigned(self, rhs: u128) -> (i128, bool);
}
impl u128 {
    pub fn to_be_bytes(self) -> [u8; 16];
    pub fn to_le_bytes(self) -> [u8; 16];
    pub fn to_ne_bytes(self) -> [u8; 16];
    pub fn from_be_bytes(bytes: [u8; 16]) -> u128;
    pub fn from_le_bytes(bytes: [u8; 16]) -> u128;
    pub fn from_ne_bytes(bytes: [u8; 16]) -> u128;
    pub fn abs_diff(self, other: u128) -> u128;
    pub fn cast_signed(self) -> i128;
    pub fn checked_signed_diff(self, rhs: u128) -> Option<i128>;
    pub fn wrapping_add_signed(self, rhs: i128) -> u128;
    pub fn saturating_add_signed(self, rhs: i128) -> u128;
    pub fn strict_add_signed(self, rhs: i128) -> u128;
    pub fn checked_add_signed(self, rhs: i128) -> Option<u128>;
    pub fn overflowing_add_signed(self, rhs: i128) -> (u128, bool);
    pub fn wrapping_sub_signed(self, rhs: i128) -> u128;
    pub fn saturating_sub_signed(self, rhs: i128) -> u128;
    pub fn checked_sub_signed(self, rhs: i128) -> Option<u128>;
    pub fn overflowing_sub_signed(self, rhs: i128) -> (u128, bool);
}
impl isize {
    pub fn to_be_bytes(self) -> [u8; 8];
    pub fn to_le_bytes(self) -> [u8; 8];
    pub fn to_ne_bytes(self) -> [u8; 8];
    pub fn from_be_bytes(bytes: [u8; 8]) -> isize;
    pub fn from_le_bytes(bytes: [u8; 8]) -> isize;
    pub fn from_ne_bytes(bytes: [u8; 8]) -> isize;
    pub fn abs_diff(self, other: isize) -> usize;
    pub fn unsigned_abs(self) -> usize;
    pub fn cast_unsigned(self) -> usize;
    pub fn wrapping_add_unsigned(self, rhs: usize) -> isize;
    pub fn saturating_add_unsigned(self, rhs: usize) -> isize;
    pub fn strict_add_unsigned(self, rhs: usize) -> isize;
    pub fn checked_add_unsigned(self, rhs: usize) -> Option<isize>;
    pub fn overflowing_add_unsigned(self, rhs: usize) -> (isize, bool);
    pub fn wrapping_sub_unsigned(self, rhs: usize) -> isize;
    pub fn saturating_sub_unsigned(self, rhs: usize) -> isize;
    pub fn strict_sub_unsigned(self, rhs: usize) -> isize;
    pub fn checked_sub_unsigned(self, rhs: usize) -> Option<isize>;
    pub fn overflowing_sub_unsigned(self, rhs: usize) -> (isize, bool);
}
impl usize {
    pub fn to_be_bytes(self) -> [u8; 8];
    pub fn to_le_bytes(self) -> [u8; 8];
    pub fn to_ne_bytes(self) -> [u8; 8];
    pub fn from_be_bytes(bytes: [u8; 8]) -> usize;
    pub fn from_le_bytes(bytes: [u8; 8]) -> usize;
    pub fn from_ne_bytes(bytes: [u8; 8]) -> usize;
    pub fn abs_diff(self, other: usize) -> usize;
    pub fn cast_signed(self) -> isize;
    pub fn checked_signed_diff(self, rhs: usize) -> Option<isize>;
    pub fn wrapping_add_signed(self, rhs: isize) -> usize;
    pub fn saturating_add_signed(self, rhs: isize) -> usize;
    pub fn strict_add_signed(self, rhs: isize) -> usize;
    pub fn checked_add_signed(self, rhs: isize) -> Option<usize>;
    pub fn overflowing_add_signed(self, rhs: isize) -> (usize, bool);
    pub fn wrapping_sub_signed(self, rhs: isize) -> usize;
    pub fn saturating_sub_signed(self, rhs: isize) -> usize;
    pub fn checked_sub_signed(self, rhs: isize) -> Option<usize>;
    pub fn overflowing_sub_signed(self, rhs: isize) -> (usize, bool);
}
impl u8 {
    pub fn as_ascii(&self) -> Option<crate::ascii::Char>;
    pub fn to_ascii_uppercase(&self) -> u8;
    pub fn to_ascii_lowercase(&self) -> u8;
    pub fn eq_ignore_ascii_case(&self, other: &u8) -> bool;
    pub fn make_ascii_uppercase(&mut self);
    pub fn make_ascii_lowercase(&mut self);
    pub fn escape_ascii(self) -> crate::ascii::EscapeDefault;
    pub fn is_utf8_char_boundary(self) -> bool;
    pub fn from_ascii(src: &[u8]) -> Result<u8, ParseIntError>;
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
impl u16 {
    pub fn is_utf16_surrogate(self) -> bool;
}
impl __float {
    pub const RADIX: u32;
    pub const MANTISSA_DIGITS: u32;
    pub const DIGITS: u32;
    pub const EPSILON: Self;
    pub const MIN: Self;
    pub const MIN_POSITIVE: Self;
    pub const MAX: Self;
    pub const MIN_EXP: i32;
    pub const MAX_EXP: i32;
    pub const MIN_10_EXP: i32;
    pub const MAX_10_EXP: i32;
    pub const NAN: Self;
    pub const INFINITY: Self;
    pub const NEG_INFINITY: Self;
    pub fn is_nan(self) -> bool;
    pub fn is_infinite(self) -> bool;
    pub fn is_finite(self) -> bool;
    pub fn is_subnormal(self) -> bool;
    pub fn is_normal(self) -> bool;
    pub fn is_sign_positive(self) -> bool;
    pub fn is_sign_negative(self) -> bool;
    pub fn is_positive(self) -> bool;
    pub fn is_negative(self) -> bool;
    pub fn classify(self) -> FpCategory;
    pub fn next_up(self) -> Self;
    pub fn next_down(self) -> Self;
    pub fn recip(self) -> Self;
    pub fn to_degrees(self) -> Self;
    pub fn to_radians(self) -> Self;
    pub fn abs(self) -> Self;
    pub fn signum(self) -> Self;
    pub fn floor(self) -> Self;
    pub fn ceil(self) -> Self;
    pub fn round(self) -> Self;
    pub fn round_ties_even(self) -> Self;
    pub fn trunc(self) -> Self;
    pub fn fract(self) -> Self;
    pub fn sqrt(self) -> Self;
    pub fn exp(self) -> Self;
    pub fn exp2(self) -> Self;
    pub fn ln(self) -> Self;
    pub fn log2(self) -> Self;
    pub fn log10(self) -> Self;
    pub fn cbrt(self) -> Self;
    pub fn sin(self) -> Self;
    pub fn cos(self) -> Self;
    pub fn tan(self) -> Self;
    pub fn asin(self) -> Self;
    pub fn acos(self) -> Self;
    pub fn atan(self) -> Self;
    pub fn exp_m1(self) -> Self;
    pub fn ln_1p(self) -> Self;
    pub fn sinh(self) -> Self;
    pub fn cosh(self) -> Self;
    pub fn tanh(self) -> Self;
    pub fn asinh(self) -> Self;
    pub fn acosh(self) -> Self;
    pub fn atanh(self) -> Self;
    pub fn gamma(self) -> Self;
    pub fn max(self, other: Self) -> Self;
    pub fn min(self, other: Self) -> Self;
    pub fn maximum(self, other: Self) -> Self;
    pub fn minimum(self, other: Self) -> Self;
    pub fn midpoint(self, other: Self) -> Self;
    pub fn copysign(self, other: Self) -> Self;
    pub fn div_euclid(self, other: Self) -> Self;
    pub fn rem_euclid(self, other: Self) -> Self;
    pub fn powf(self, other: Self) -> Self;
    pub fn log(self, other: Self) -> Self;
    pub fn abs_sub(self, other: Self) -> Self;
    pub fn hypot(self, other: Self) -> Self;
    pub fn atan2(self, other: Self) -> Self;
    pub fn algebraic_add(self, other: Self) -> Self;
    pub fn algebraic_sub(self, other: Self) -> Self;
    pub fn algebraic_mul(self, other: Self) -> Self;
    pub fn algebraic_div(self, other: Self) -> Self;
    pub fn algebraic_rem(self, other: Self) -> Self;
    pub fn powi(self, n: i32) -> Self;
    pub fn mul_add(self, a: Self, b: Self) -> Self;
    pub fn sin_cos(self) -> (Self, Self);
    pub fn ln_gamma(self) -> (Self, i32);
    pub fn clamp(self, min: Self, max: Self) -> Self;
    pub fn total_cmp(&self, other: &Self) -> Ordering;
    pub fn to_int_unchecked<Int>(self) -> Int;
}
impl f32 {
    pub fn to_bits(self) -> u32;
    pub fn from_bits(v: u32) -> f32;
    pub fn to_be_bytes(self) -> [u8; 4];
    pub fn from_be_bytes(bytes: [u8; 4]) -> f32;
    pub fn to_le_bytes(self) -> [u8; 4];
    pub fn from_le_bytes(bytes: [u8; 4]) -> f32;
    pub fn to_ne_bytes(self) -> [u8; 4];
    pub fn from_ne_bytes(bytes: [u8; 4]) -> f32;
}
impl f64 {
    pub fn to_bits(self) -> u64;
    pub fn from_bits(v: u64) -> f64;
    pub fn to_be_bytes(self) -> [u8; 8];
    pub fn from_be_bytes(bytes: [u8; 8]) -> f64;
    pub fn to_le_bytes(self) -> [u8; 8];
    pub fn from_le_bytes(bytes: [u8; 8]) -> f64;
    pub fn to_ne_bytes(self) -> [u8; 8];
    pub fn from_ne_bytes(bytes: [u8; 8]) -> f64;
}
impl Clone for __int {}
impl Copy for __int {}
impl Default for __int {}
impl Debug for __int {}
impl Display for __int {}
impl PartialEq for __int {}
impl PartialOrd for __int {}
impl LowerExp for __int {}
impl UpperExp for __int {}
impl Eq for __int {}
impl Ord for __int {}
impl Hash for __int {}
impl Binary for __int {}
impl Octal for __int {}
impl LowerHex for __int {}
impl UpperHex for __int {}
impl Clone for __float {}
impl Copy for __float {}
impl Default for __float {}
impl Debug for __float {}
impl Display for __float {}
impl PartialEq for __float {}
impl PartialOrd for __float {}
impl LowerExp for __float {}
impl UpperExp for __float {}
impl From<bool> for __int {}
impl From<char> for __int {}
impl From<__int> for __int {}
impl From<__int> for __float {}
impl From<__float> for __float {}
impl From<NonZero<__int>> for __int {}
impl TryFrom<__int> for __int { type Error = TryFromIntError; }
impl TryFrom<char> for __int { type Error = crate::char::TryFromCharError; }
pub struct NonZero<T> { inner: T }
pub type NonZeroI8 = NonZero<i8>;
pub type NonZeroU8 = NonZero<u8>;
pub type NonZeroI16 = NonZero<i16>;
pub type NonZeroU16 = NonZero<u16>;
pub type NonZeroI32 = NonZero<i32>;
pub type NonZeroU32 = NonZero<u32>;
pub type NonZeroI64 = NonZero<i64>;
pub type NonZeroU64 = NonZero<u64>;
pub type NonZeroI128 = NonZero<i128>;
pub type NonZeroU128 = NonZero<u128>;
pub type NonZeroIsize = NonZero<isize>;
pub type NonZeroUsize = NonZero<usize>;
impl<T> NonZero<T> {
    pub const MIN: Self;
    pub const MAX: Self;
    pub const BITS: u32;
    pub fn new(n: T) -> Option<Self>;
    pub fn new_unchecked(n: T) -> Self;
    pub fn from_mut(n: &mut T) -> Option<&mut Self>;
    pub fn get(self) -> T;
    pub fn leading_zeros(self) -> u32;
    pub fn trailing_zeros(self) -> u32;
    pub fn ilog2(self) -> u32;
    pub fn ilog10(self) -> u32;
    pub fn count_ones(self) -> NonZero<u32>;
    pub fn is_power_of_two(self) -> bool;
    pub fn is_positive(self) -> bool;
    pub fn is_negative(self) -> bool;
    pub fn checked_mul(self, other: Self) -> Option<Self>;
    pub fn checked_add(self, other: T) -> Option<Self>;
    pub fn checked_pow(self, other: u32) -> Option<Self>;
    pub fn saturating_mul(self, other: Self) -> Self;
    pub fn saturating_add(self, other: T) -> Self;
    pub fn saturating_pow(self, other: u32) -> Self;
    pub fn midpoint(self, rhs: Self) -> Self;
    pub fn isqrt(self) -> Self;
    pub fn abs(self) -> Self;
    pub fn wrapping_abs(self) -> Self;
    pub fn saturating_abs(self) -> Self;
    pub fn swap_bytes(self) -> Self;
    pub fn reverse_bits(self) -> Self;
    pub fn checked_next_power_of_two(self) -> Option<Self>;
    pub fn checked_abs(self) -> Option<Self>;
    pub fn checked_neg(self) -> Option<Self>;
}
impl<T: Clone> Clone for NonZero<T> {}
impl<T: Copy> Copy for NonZero<T> {}
impl<T: PartialEq> PartialEq for NonZero<T> {}
impl<T: Eq> Eq for NonZero<T> {}
impl<T: PartialOrd> PartialOrd for NonZero<T> {}
impl<T: Ord> Ord for NonZero<T> {}
impl<T: Hash> Hash for NonZero<T> {}
impl<T: Debug> Debug for NonZero<T> {}
impl<T: Display> Display for NonZero<T> {}
impl<T: Binary> Binary for NonZero<T> {}
impl<T: LowerHex> LowerHex for NonZero<T> {}
impl<T: UpperHex> UpperHex for NonZero<T> {}
impl<T: Octal> Octal for NonZero<T> {}
impl<T> FromStr for NonZero<T> { type Err = ParseIntError; }
impl<T> TryFrom<T> for NonZero<T> { type Error = TryFromIntError; }
pub struct Wrapping<T>(pub T);
pub struct Saturating<T>(pub T);
impl<T: Clone> Clone for Wrapping<T> {}
impl<T: Copy> Copy for Wrapping<T> {}
impl<T: PartialEq> PartialEq for Wrapping<T> {}
impl<T: Eq> Eq for Wrapping<T> {}
impl<T: PartialOrd> PartialOrd for Wrapping<T> {}
impl<T: Ord> Ord for Wrapping<T> {}
impl<T: Hash> Hash for Wrapping<T> {}
impl<T: Default> Default for Wrapping<T> {}
impl<T: Debug> Debug for Wrapping<T> {}
impl<T: Display> Display for Wrapping<T> {}
impl<T> Add for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> Sub for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> Mul for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> Div for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> Rem for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> BitAnd for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> BitOr for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> BitXor for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> Neg for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> Not for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> AddAssign for Wrapping<T> {}
impl<T> SubAssign for Wrapping<T> {}
impl<T: Clone> Clone for Saturating<T> {}
impl<T: Copy> Copy for Saturating<T> {}
impl<T: PartialEq> PartialEq for Saturating<T> {}
impl<T: Eq> Eq for Saturating<T> {}
impl<T: PartialOrd> PartialOrd for Saturating<T> {}
impl<T: Ord> Ord for Saturating<T> {}
impl<T: Hash> Hash for Saturating<T> {}
impl<T: Default> Default for Saturating<T> {}
impl<T: Debug> Debug for Saturating<T> {}
impl<T: Display> Display for Saturating<T> {}
impl<T> Add for Saturating<T> { type Output = Saturating<T>; }
impl<T> Sub for Saturating<T> { type Output = Saturating<T>; }
impl<T> Mul for Saturating<T> { type Output = Saturating<T>; }
impl<T> Div for Saturating<T> { type Output = Saturating<T>; }
impl<T> Rem for Saturating<T> { type Output = Saturating<T>; }
impl<T> BitAnd for Saturating<T> { type Output = Saturating<T>; }
impl<T> BitOr for Saturating<T> { type Output = Saturating<T>; }
impl<T> BitXor for Saturating<T> { type Output = Saturating<T>; }
impl<T> Neg for Saturating<T> { type Output = Saturating<T>; }
impl<T> Not for Saturating<T> { type Output = Saturating<T>; }
impl<T> AddAssign for Saturating<T> {}
impl<T> SubAssign for Saturating<T> {}
impl<T> Shl<usize> for Wrapping<T> { type Output = Wrapping<T>; }
impl<T> Shr<usize> for Wrapping<T> { type Output = Wrapping<T>; }
pub enum FpCategory { Nan, Infinite, Zero, Subnormal, Normal }
pub enum IntErrorKind { Empty, InvalidDigit, PosOverflow, NegOverflow, Zero }
pub struct ParseIntError { kind: IntErrorKind }
impl ParseIntError { pub fn kind(&self) -> &IntErrorKind; }
pub struct ParseFloatError { kind: () }
pub struct TryFromIntError { inner: () }
impl From<Infallible> for TryFromIntError {}
impl Debug for FpCategory {}
impl Clone for FpCategory {}
impl PartialEq for FpCategory {}
impl Eq for FpCategory {}
impl Debug for IntErrorKind {}
impl Clone for IntErrorKind {}
impl PartialEq for IntErrorKind {}
impl Eq for IntErrorKind {}
impl Debug for ParseIntError {}
impl Clone for ParseIntError {}
impl PartialEq for ParseIntError {}
impl Eq for ParseIntError {}
impl Display for ParseIntError {}
impl Error for ParseIntError {}
impl Debug for ParseFloatError {}
impl Clone for ParseFloatError {}
impl PartialEq for ParseFloatError {}
impl Eq for ParseFloatError {}
impl Display for ParseFloatError {}
impl Error for ParseFloatError {}
impl Debug for TryFromIntError {}
impl Clone for TryFromIntError {}
impl PartialEq for TryFromIntError {}
impl Eq for TryFromIntError {}
impl Display for TryFromIntError {}
impl Error for TryFromIntError {}
