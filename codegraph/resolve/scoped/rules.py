"""What is particular to a language, as tables."""

from __future__ import annotations

import builtins
import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.scoped.shared.ways import WAYS

if TYPE_CHECKING:
    from codegraph.resolve.scoped.files import Sym


class Rules(NamedTuple):
    """The rules of a family of languages.

    `own` is the name of a method's object, empty where that is the first parameter, `above` what names it as one of
    what its class extends. `separator` parts the path of a module from a name in it. `constructors` are the methods
    that make an object, of which the first that is found is meant. `builtins` are the names that are known everywhere,
    of the package `standard`. `class_scope` tells whether methods see the members of their class by their plain names.
    `submodules` tells whether a module has the modules below it as members, `exports` whether others see only what it
    gives, `blocks` whether locals end with their block, `spaces` whether a name may
    be a type's and a value's, `folders` whether the files of a folder see each other's names and a call of a type makes
    none of its objects anew (Go), `headers` whether a file sees what those that it includes see (C). `overloads` tells
    whether methods of one name are told apart by their arguments and classes are known by their packages (Java),
    `by_scope` whether `shared` resolves it. `static` and `of_class` mark methods that have no object, and those that
    have its class.
    """

    own: str
    above: str
    separator: str
    constructors: tuple[str, ...]
    builtins: frozenset[str]
    standard: str
    class_scope: bool = False
    submodules: bool = False
    exports: bool = False
    blocks: bool = False
    spaces: bool = False
    folders: bool = False
    headers: bool = False
    overloads: bool = False
    by_scope: bool = False
    static: frozenset[str] = frozenset()
    of_class: frozenset[str] = frozenset()

    def own_name(self, method: Sym) -> str:
        """Give the name of a method's object in it, empty where it has none."""
        if self.own:
            return self.own
        parameters = method.parameters
        if not parameters or is_marked(method, self.static):
            return ""
        return "" if parameters[0][0].startswith("*") else parameters[0][0]

    def split(self, text: str, alias: str) -> tuple[str, str]:
        """Part the text of an import into a module and a name in it, which is empty for the module itself."""
        if self.separator == ".":
            if alias != "*" and "." in text.lstrip(".") and alias == text.partition(".")[0]:
                # `import a.b` binds `a`
                return alias, ""
            head, dot, name = text.rpartition(".")
            # `from . import x`
            return (f"{head}." if not head.strip(".") and dot else head, name) if dot else (text, "")
        head, mark, name = text.rpartition(self.separator)
        return (head, name) if mark else (text, "")

    def join(self, text: str, name: str) -> str:
        """Name a module below a module."""
        return f"{text}{name}" if text.endswith(".") else f"{text}.{name}"


def is_marked(sym: Sym, names: frozenset[str]) -> bool:
    """Tell whether a symbol has one of these decorators."""
    return any(_last(text) in names for text in sym.attributes)


def _last(text: str) -> str:
    found = _DECORATOR.match(text)
    return found[1] if found is not None else ""


_DECORATOR = re.compile(r"(?:[\w.]+\.)?(\w+)")

PROPERTIES = frozenset({"property", "cached_property", "hybrid_property", "abstractproperty"})
"""The decorators that make a member of a method."""

_GLOBALS = (
    "Array ArrayBuffer BigInt Boolean Buffer DataView Date Error EvalError Event EventTarget File FormData "
    "Function Headers Infinity Intl JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError "
    "Reflect RegExp Request Response Set String Symbol SyntaxError TextDecoder TextEncoder TypeError URL "
    "URLSearchParams Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array "
    "WeakMap WeakRef WeakSet AbortController AbortSignal Blob Crypto CustomEvent Document Element HTMLElement "
    "MessageChannel Node ReadableStream TransformStream WritableStream WebSocket Window Worker XMLHttpRequest "
    "alert atob btoa cancelAnimationFrame clearInterval clearTimeout console crypto decodeURI decodeURIComponent "
    "document encodeURI encodeURIComponent escape eval exports fetch global globalThis history isFinite isNaN "
    "localStorage location module navigator parseFloat parseInt performance process queueMicrotask "
    "requestAnimationFrame require self sessionStorage setImmediate setInterval setTimeout structuredClone "
    "undefined unescape window __dirname __filename Partial Required Readonly Record Pick Omit Exclude Extract "
    "NonNullable Parameters ConstructorParameters ReturnType InstanceType Awaited Uppercase Lowercase Capitalize "
    "Uncapitalize ThisType PromiseLike Iterable Iterator IterableIterator AsyncIterable AsyncIterator "
    "AsyncIterableIterator Generator AsyncGenerator ReadonlyArray ReadonlyMap ReadonlySet ArrayLike "
    "describe it test expect beforeEach afterEach beforeAll afterAll jest vi string number boolean any unknown "
    "never void object symbol bigint null"
)
_PYTHON = Rules(
    own="",
    above="super",
    separator=".",
    constructors=("__init__", "__new__"),
    builtins=frozenset(dir(builtins)) | {"__file__", "__path__", "reveal_type", "WindowsError"},
    standard="builtins",
    submodules=True,
    static=frozenset({"staticmethod"}),
    of_class=frozenset({"classmethod"}),
)
_SCRIPT = Rules(
    own="this",
    above="super",
    separator="::",
    constructors=("constructor",),
    builtins=frozenset(_GLOBALS.split()),
    standard="globals",
    exports=True,
    blocks=True,
    spaces=True,
    static=frozenset({"static"}),
)
_UNIVERSE = (
    "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint "
    "uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make "
    "max min new panic print println real recover"
)
_GO = Rules(
    own="",
    above="",
    separator="::",
    constructors=(),
    builtins=frozenset(_UNIVERSE.split()),
    standard="builtin",
    blocks=True,
    folders=True,
)
_LANG = (
    "Appendable ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException AssertionError AutoCloseable "
    "Boolean Byte CharSequence Character Class ClassCastException ClassFormatError ClassLoader ClassNotFoundException "
    "ClassValue CloneNotSupportedException Cloneable Comparable Deprecated Double Enum Error Exception "
    "ExceptionInInitializerError Float FunctionalInterface IllegalAccessError IllegalAccessException "
    "IllegalArgumentException IllegalMonitorStateException IllegalStateException IncompatibleClassChangeError "
    "IndexOutOfBoundsException InheritableThreadLocal InstantiationException Integer InternalError "
    "InterruptedException Iterable LinkageError Long Math Module NegativeArraySizeException NoClassDefFoundError "
    "NoSuchFieldError NoSuchFieldException NoSuchMethodError NoSuchMethodException NullPointerException Number "
    "NumberFormatException Object OutOfMemoryError Override Package Process ProcessBuilder ProcessHandle Readable "
    "Record ReflectiveOperationException Runnable Runtime RuntimeException SafeVarargs SecurityException "
    "SecurityManager Short StackOverflowError StackTraceElement StackWalker StrictMath String StringBuffer "
    "StringBuilder StringIndexOutOfBoundsException SuppressWarnings System Thread ThreadGroup ThreadLocal Throwable "
    "TypeNotPresentException UnsatisfiedLinkError UnsupportedClassVersionError UnsupportedOperationException "
    "VerifyError VirtualMachineError Void"
)
_JAVA = Rules(
    own="this",
    above="super",
    separator=".",
    constructors=(),
    builtins=frozenset(_LANG.split()),
    standard="java.lang",
    class_scope=True,
    blocks=True,
    overloads=True,
)
# an include names a file as a whole
_C = Rules(
    own="this",
    above="",
    separator="\0",
    constructors=(),
    builtins=frozenset(),
    standard="std",
    blocks=True,
    headers=True,
)
_BY_SCOPE = Rules(own="", above="", separator=".", constructors=(), builtins=frozenset(), standard="", by_scope=True)
_RULES = dict.fromkeys(WAYS, _BY_SCOPE) | {
    "c": _C,
    "cpp": _C,
    "go": _GO,
    "java": _JAVA,
    "python": _PYTHON,
    "javascript": _SCRIPT,
    "typescript": _SCRIPT,
    "tsx": _SCRIPT,
}


def rules_of(language: str) -> Rules:
    """Give the rules of a language."""
    return _RULES[language]


def served() -> frozenset[str]:
    """Give the languages that have rules."""
    return frozenset(_RULES)
