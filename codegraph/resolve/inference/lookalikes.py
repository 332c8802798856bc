"""Types of other crates that are std's, by another name or by design: so their values are not lost to inference.

A crate's `Result` is by convention an alias of std's with an error filled in, its `Arc`, `Rc` and `Box` are drop-in
pointers, and well-known collections have the methods of std's. What is proved through them is only as sure as that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.inference.terms import UNKNOWN

if TYPE_CHECKING:
    from codegraph.resolve.inference.standard import Standard
    from codegraph.resolve.inference.terms import Term

_POINTERS = {"Arc": "sync::Arc", "Rc": "rc::Rc", "Box": "boxed::Box"}
_COLLECTIONS = {
    ("rustc-hash", "FxHashMap"): "collections::hash_map::HashMap",
    ("rustc-hash", "FxHashSet"): "collections::hash_set::HashSet",
    ("fxhash", "FxHashMap"): "collections::hash_map::HashMap",
    ("fxhash", "FxHashSet"): "collections::hash_set::HashSet",
    ("ahash", "AHashMap"): "collections::hash_map::HashMap",
    ("ahash", "AHashSet"): "collections::hash_set::HashSet",
    ("hashbrown", "HashMap"): "collections::hash_map::HashMap",
    ("hashbrown", "HashSet"): "collections::hash_set::HashSet",
    ("indexmap", "IndexMap"): "collections::hash_map::HashMap",
    ("indexmap", "IndexSet"): "collections::hash_set::HashSet",
    ("smallvec", "SmallVec"): "vec::Vec",
    ("arrayvec", "ArrayVec"): "vec::Vec",
    ("thin-vec", "ThinVec"): "vec::Vec",
    ("once_cell", "OnceCell"): "sync::OnceLock",
    ("once_cell", "Lazy"): "sync::LazyLock",
}


NAMES = frozenset({"Result", *_POINTERS, *(name for _, name in _COLLECTIONS)})
"""The names of foreign types that may be std's."""


def standard_type(standard: Standard, crate: str, name: str, arguments: tuple[Term, ...]) -> Term | None:
    """Give the term of std that a foreign type stands for; None for all others."""
    if not arguments:
        return None
    if name == "Result":
        error = arguments[1] if len(arguments) > 1 else UNKNOWN
        return ("adt", standard.result, (arguments[0], error)) if standard.result is not None else None
    path = _POINTERS.get(name) if len(arguments) == 1 else None
    path = path or _COLLECTIONS.get((crate, name)) or _COLLECTIONS.get((crate.replace("_", "-"), name))
    item = standard.item(path) if path is not None else None
    if item is None:
        return None
    if name == "SmallVec" and arguments[0].__class__ is tuple and arguments[0][0] == "arr":
        # `SmallVec<[T; N]>`
        arguments = (arguments[0][1],)
    wanted = len(item.data[1]) if item.data is not None else 0
    return ("adt", item, (*arguments[:wanted], *(UNKNOWN for _ in range(wanted - len(arguments)))))
