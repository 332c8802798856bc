"""Names that every Rust module knows without importing them."""

from __future__ import annotations

from codegraph.resolve.items import MACROS, TYPES, VALUES

_PRIMITIVES = """
bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128
"""
_TYPES = """
Option Result Vec String Box ToString ToOwned Clone Copy Send Sized Sync Unpin Drop Fn FnMut FnOnce AsyncFn AsyncFnMut
AsyncFnOnce AsMut AsRef From Into DoubleEndedIterator ExactSizeIterator Extend IntoIterator Iterator Default Eq Ord
PartialEq PartialOrd TryFrom TryInto FromIterator Debug Hash Future IntoFuture
"""
_VALUES = "Some None Ok Err drop size_of size_of_val align_of align_of_val"
_MACROS = """
assert assert_eq assert_ne cfg column compile_error concat concat_bytes concat_idents const_format_args dbg
debug_assert debug_assert_eq debug_assert_ne env eprint eprintln file format format_args global_asm include
include_bytes include_str is_x86_feature_detected line log_syntax matches module_path option_env panic print println
stringify thread_local todo trace_macros try unimplemented unreachable vec write writeln addr_of
Clone Copy Debug Default Eq Hash Ord PartialEq PartialOrd
"""
PRELUDE: dict[int, frozenset[str]] = {
    TYPES: frozenset((_PRIMITIVES + _TYPES).split()) - {"Debug", "Hash"},
    VALUES: frozenset(_VALUES.split()),
    MACROS: frozenset(_MACROS.split()),
}
