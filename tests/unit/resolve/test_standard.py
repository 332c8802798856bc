"""The stubs of std: each file parses, no type stands twice in a module, and types have the methods they should."""

from __future__ import annotations

from pathlib import Path

import pytest

import codegraph.resolve
from codegraph.model import Facts, SymbolKind
from codegraph.parse.parsing import parse_file

_FOLDER = Path(codegraph.resolve.__file__).parent / "standard"
_FILES = sorted(path.name for path in _FOLDER.glob("*.rs"))
_TYPES = {SymbolKind.STRUCT, SymbolKind.ENUM, SymbolKind.UNION, SymbolKind.TRAIT, SymbolKind.TYPE_ALIAS}
_EXPECTED = """
iter Iterator map filter_map collect cloned peekable sum try_fold unzip rev position min_by_key
iter Peekable peek next_if
option Option map as_ref take unwrap_or_default transpose ok_or_else get_or_insert_with is_none_or
result Result map_err ok unwrap_or_else and_then transpose as_deref inspect_err
slice [T] iter windows chunks sort_by_key to_vec join concat binary_search_by split_first get_disjoint_mut
str str chars lines split_once trim_start_matches parse to_lowercase char_indices rsplitn
string String push_str from_utf8_lossy as_str drain retain into_boxed_str
vec Vec push pop drain extend_from_slice retain_mut dedup_by_key splice into_boxed_slice
array [T;N] map each_ref
char char is_alphanumeric to_digit len_utf8 is_ascii_digit
num __int checked_add saturating_sub pow leading_zeros rem_euclid from_str_radix
num __float sqrt powi floor total_cmp is_nan
num u8 is_ascii_digit to_ascii_lowercase to_le_bytes
num i32 unsigned_abs
primitive bool then then_some
cmp Ordering then_with reverse is_lt
cmp Ord cmp max clamp
borrow Cow into_owned to_mut
boxed Box new pin leak into_raw
rc Rc new ptr_eq make_mut downgrade
rc Weak upgrade
cell RefCell borrow borrow_mut try_borrow into_inner
cell OnceCell get_or_init set
mem MaybeUninit assume_init as_mut_ptr
ptr NonNull as_ptr dangling
hash Hasher finish write_usize
fmt Formatter debug_struct write_str alternate pad
task Poll map is_ready map_ok
pin Pin as_mut get_mut set
error Error source
"""


def _facts(name: str) -> Facts:
    return parse_file(name, "rust", (_FOLDER / name).read_bytes())


def _head(written: str) -> str:
    """Give a type's text without generics: `Peekable<I>` is `Peekable`, slices and arrays stay."""
    compact = written.replace(" ", "").replace("?Sized", "")
    return compact if compact.startswith(("[", "*", "&", "(")) else compact.split("<")[0]


@pytest.mark.parametrize("name", _FILES)
def test_a_stub_parses_without_problems(name: str) -> None:
    assert _facts(name).problems == ()


@pytest.mark.parametrize("name", _FILES)
def test_no_type_stands_twice_in_a_module(name: str) -> None:
    types = [(symbol.parent, symbol.name) for symbol in _facts(name).symbols if symbol.kind in _TYPES]
    assert len(types) == len(set(types))


@pytest.mark.parametrize("line", _EXPECTED.strip().splitlines())
def test_a_type_has_its_methods(line: str) -> None:
    module, owner, *methods = line.split()
    symbols = _facts(f"{module}.rs").symbols
    owners = {
        index
        for index, symbol in enumerate(symbols)
        if (symbol.kind is SymbolKind.IMPL and _head(symbol.self_type) == owner)
        or (symbol.kind is SymbolKind.TRAIT and symbol.name == owner)
    }
    assert set(methods) <= {symbol.name for symbol in symbols if symbol.parent in owners}
