"""What is known of types outside of the repository: what they hold, and what that becomes.

They are known by their last name alone, in whatever package: `list`, `typing.List` and `Array` hold one type, `dict`
and `Map` two.
"""

from __future__ import annotations

from codegraph.resolve.scoped.values import NOTHING, External, Unknown, Values

UNKNOWN_TYPE = "receiver-type-unknown"
UNKNOWN = Values((Unknown(UNKNOWN_TYPE),), sure=False)

LIBRARIES = frozenset(
    [
        *(f"ctypes.{name}()" for name in ("CDLL", "PyDLL", "WinDLL", "OleDLL")),
        *(f"ctypes.{name}.LoadLibrary()" for name in ("cdll", "pydll", "windll", "oledll")),
        "numpy.ctypeslib.load_library()",
    ]
)
"""Libraries of C that are loaded: what they have as members are symbols of C."""

# types that stand for what is in them
SAME = frozenset(
    [
        "Optional",
        "Union",
        "Annotated",
        "Final",
        "ClassVar",
        "Required",
        "NotRequired",
        "ReadOnly",
        "Readonly",
        "Partial",
        "Awaited",
        "NonNullable",
        "InitVar",
        "Mapped",
    ]
)
"""Types that stand for their arguments."""

FIRST_ONLY = frozenset({"Annotated"})
NOBODY = frozenset({"None", "undefined", "null", "void", "NoReturn", "Never", "never", "Literal"})
"""Types of which there is nothing to ask."""

ANY = frozenset({"Any", "any", "unknown", "TypeVar", "ParamSpec", "TypeVarTuple", "NewType"})
OF_CLASSES = frozenset({"Type", "type"})
OWN = frozenset({"Self"})
CALLABLE = frozenset({"Callable"})
_MAPS = frozenset(
    [
        "dict",
        "Dict",
        "Mapping",
        "MutableMapping",
        "defaultdict",
        "DefaultDict",
        "OrderedDict",
        "ChainMap",
        "Map",
        "WeakMap",
        "ReadonlyMap",
        "Record",
        "WeakValueDictionary",
        "WeakKeyDictionary",
        "MappingProxyType",
        "Counter",
    ]
)
_TUPLES = frozenset({"tuple", "Tuple"})
_AWAITED = frozenset(
    ["Awaitable", "Coroutine", "Future", "Task", "Promise", "PromiseLike", "ConcurrentFuture"],
)
_ENTERED = frozenset(
    [
        "ContextManager",
        "AsyncContextManager",
        "AbstractContextManager",
        "AbstractAsyncContextManager",
        "contextmanager",
        "asynccontextmanager",
    ],
)
_SETS = frozenset({"Set", "WeakSet", "ReadonlySet", "set", "frozenset"})
_COMPARES = frozenset({"sort", "toSorted"})
_CALLS_BACK = frozenset(
    [
        "forEach",
        "map",
        "filter",
        "find",
        "findIndex",
        "findLast",
        "some",
        "every",
        "flatMap",
        "reduce",
        "reduceRight",
        "sort",
        "toSorted",
        "then",
    ]
)
_CALLED_BACK = "@callback"
_VALUE_OF_MAP = frozenset({"get", "pop", "setdefault", "__getitem__"})
_ITEM_OF_LIST = frozenset(
    [
        "pop",
        "popleft",
        "get",
        "__getitem__",
        "__next__",
        "at",
        "shift",
        "find",
        "findLast",
        "next",
        "popitem",
        "get_nowait",
        "__anext__",
        "wait",
        "result",
    ]
)
_SAME_LIST = frozenset(
    [
        "copy",
        "union",
        "intersection",
        "difference",
        "filter",
        "slice",
        "reverse",
        "reversed",
        "concat",
        "sort",
        "toSorted",
        "toReversed",
        "splice",
        "add",
        "extend",
    ],
)


def held(found: External, at: int = -1) -> Values:
    """Give what one of the types of an object is; the last where there is none at a place."""
    if not found.parts:
        return UNKNOWN
    return found.parts[at] if -len(found.parts) <= at < len(found.parts) else UNKNOWN


def element(found: External) -> Values:
    """Give what an object gives where an index or key stands."""
    return UNKNOWN if found.name in _TUPLES and len(found.parts) > 1 else held(found)


def each(found: External) -> Values:
    """Give what a loop over an object gives."""
    if found.name in _TUPLES:
        return Values(tuple(dict.fromkeys(one for part in found.parts for one in part.each)), sure=False)
    if found.name in {"Generator", "AsyncGenerator"} or found.name in _MAPS:
        if found.package == "globals" and found.parts[1:]:
            return made("tuple", found.parts)
        return held(found, 0)
    return held(found, 0)


def awaited(found: External) -> Values | None:
    """Give what waiting for an object gives; None where that is the object."""
    return held(found) if found.name in _AWAITED and found.path.endswith("()") else None


def entered(found: External) -> Values:
    """Give what `with` gives."""
    return held(found, 0) if found.name in _ENTERED else UNKNOWN


def part(found: External, number: int) -> Values:
    """Give a part of a tuple."""
    if found.name in _TUPLES and number < len(found.parts):
        return found.parts[number]
    return held(found, 0) if found.name not in _TUPLES else UNKNOWN


def made(name: str, parts: tuple[Values, ...]) -> Values:
    """Make an object that holds some."""
    return Values((External("builtins", f"{name}()", parts),))


def argument(found: External, number: int) -> Values:
    """Give what a method takes that calls a function for what an object holds; nothing else is known."""
    head, _, name = found.path.rpartition(".")
    if number or not found.parts or not head.endswith("()") or name not in _CALLS_BACK:
        return UNKNOWN
    return Values((External(found.package, f"{_CALLED_BACK}:{head}.{name}", found.parts),))


def given(found: External, number: int) -> Values:
    """Give what a function is given that such a method calls."""
    mark, _, path = found.path.partition(":")
    if mark != _CALLED_BACK:
        return NOTHING
    head, _, name = path.rpartition(".")
    kind = head.removesuffix("()").rpartition(".")[2]
    if kind in _MAPS:
        return held(found, -1 - number) if name == "forEach" and number < len(found.parts) else UNKNOWN
    if kind in _AWAITED:
        return held(found, 0) if not number and name == "then" else UNKNOWN
    at = 1 if name in {"reduce", "reduceRight"} else 0
    if number == at or (name in _COMPARES and number == 1) or (name == "forEach" and kind in _SETS and number == 1):
        return each(found._replace(path=head))
    return UNKNOWN


def called(found: External) -> Values:
    """Give what a call of something gives: what is known of methods of objects that hold others."""
    head, _, name = found.path.rpartition(".")
    if found.parts and head.endswith("()"):
        kind = head.removesuffix("()").rpartition(".")[2]
        if kind in _MAPS:
            if name in _VALUE_OF_MAP:
                return held(found)
            if name in {"values", "items", "keys", "entries"}:
                parts = {"values": found.parts[-1:], "keys": found.parts[:1]}.get(name)
                return made("list", parts if parts is not None else (made("tuple", found.parts),))
        elif name in _ITEM_OF_LIST:
            return held(found, 0)
        if name in _SAME_LIST:
            return Values((External(found.package, head, found.parts),))
    if head == "" and found.name in CALLABLE:
        return UNKNOWN
    return Values((External(found.package, f"{found.path.removesuffix('()')}()"),))
