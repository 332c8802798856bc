"""Which definitions a reference can mean, by its form: what an index says is only believed where it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import ReferenceKind, SymbolKind
from codegraph.resolve.units import SCOPED_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
TYPES = frozenset(
    {
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.VARIANT,
        SymbolKind.UNION,
        SymbolKind.TRAIT,
        SymbolKind.CLASS,
        SymbolKind.INTERFACE,
        SymbolKind.TYPE_ALIAS,
    },
)
_VALUES = frozenset({SymbolKind.CONST, SymbolKind.STATIC, SymbolKind.VARIABLE})
_ABSTRACT = frozenset({SymbolKind.TRAIT, SymbolKind.INTERFACE, SymbolKind.CLASS})
# A form that is not here is left to the resolver. In Rust an import binds a name in every name space at once, of which
# an index tells only one.
_OF_RUST: Mapping[ReferenceKind, frozenset[SymbolKind]] = {
    ReferenceKind.CALL: FUNCTIONS | TYPES | _VALUES,
    ReferenceKind.METHOD_CALL: FUNCTIONS,
    ReferenceKind.MACRO_CALL: FUNCTIONS | {SymbolKind.MACRO},
    ReferenceKind.TYPE: TYPES,
    ReferenceKind.IMPL_TRAIT: _ABSTRACT,
    ReferenceKind.IMPL_TYPE: TYPES,
    ReferenceKind.DERIVE: _ABSTRACT | {SymbolKind.MACRO},
    ReferenceKind.VALUE: FUNCTIONS | TYPES | _VALUES,
}
# what stands behind a dot may be a member of a module
_OF_OTHERS: Mapping[ReferenceKind, frozenset[SymbolKind]] = {
    ReferenceKind.CALL: FUNCTIONS | TYPES | _VALUES,
    ReferenceKind.METHOD_CALL: FUNCTIONS | TYPES | _VALUES,
    ReferenceKind.TYPE: TYPES,
    ReferenceKind.EXTENDS: TYPES,
    ReferenceKind.IMPL_TRAIT: TYPES,
    ReferenceKind.VALUE: FUNCTIONS | TYPES,
    ReferenceKind.IMPORT: frozenset(SymbolKind),
}


def fitting_kinds(language: str) -> Mapping[ReferenceKind, frozenset[SymbolKind]]:
    """Give what a reference of each form can mean in a language."""
    return _OF_OTHERS if language in SCOPED_LANGUAGES else _OF_RUST
