"""Puts spaces in the place of macros that a grammar, which does not know what they stand for, takes for types.

`UV_EXTERN int uv_run(void);` would be a syntax error. Every other byte stays where it is, and as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = rb"[A-Z][A-Z0-9]*_?[A-Z0-9_]+"
_WORDS = rb"(?:static|extern|inline|const|constexpr|virtual|explicit|friend|typedef|unsigned|signed|mutable)"
# `API int f(`, `API const T& f(`, `static API void f(`: what follows is a type and then a name
_BEFORE = re.compile(
    rb"^[ \t]*(?:template *<[^<>;{}()\n]*> *)?(?:(?:" + _WORDS + rb")[ \t]+)*"
    rb"(?P<macro>" + _NAME + rb"(?:\([^()\n;]*\))?)"
    rb"(?=\s+(?!operator\b)[A-Za-z_][\w:]*(?:<[^<>;{}()\n]*>)?(?:[ \t]+const)?"
    rb"(?:[ \t]*[*&]+[ \t]*|[ \t]+)(?:const[ \t]+)?[A-Za-z_]\w*[^\w\n])",
    re.MULTILINE,
)
# `API Foo(int x)`, a constructor; `INLINE auto f(`
_ALONE = re.compile(
    rb"^[ \t]*(?:(?:" + _WORDS + rb")[ \t]+)*(?P<macro>[A-Z]+(?:_[A-Z0-9]+)*_(?:API|INLINE|EXTERN|EXPORT|CONSTEXPR\w*|"
    rb"NORETURN|NODISCARD|DEPRECATED|PUBLIC|VISIBILITY|FUNC)(?:\([^()\n;]*\))?)(?=[ \t]+[A-Za-z_~:])",
    re.MULTILINE,
)
# `int WINAPI f(`
_CONVENTION = re.compile(
    rb"(?P<macro>\b(?:WINAPI|CALLBACK|NTAPI|APIENTRY|[A-Z]+_(?:CDECL|STDCALL|CALL|CALLBACK)))(?=\s+\w+\s*\(|\s*\*\s*\w+\))"
)
# `class API Foo {`
_RECORD = re.compile(
    rb"\b(?:class|struct|union|enum)\s+(?P<macro>" + _NAME + rb"(?:\([^()\n;]*\))?)"
    rb"(?=\s+[A-Za-z_]\w*(?:\s*<[^<>;{}]*>)?(?:\s+final)?\s*(?:\{|:[^:]))"
)
# `BEGIN_NAMESPACE` on a line of its own
_LINE = re.compile(
    rb"(?:\A|[;{}\n>/])[ \t]*\r?\n(?P<macro>[ \t]*[A-Z][A-Z0-9]*_[A-Z0-9_]+)[ \t]*(?=\r?\n\s*[^\s,=})|&+?:;.({\[-])"
)
_CPLUSPLUS = re.compile(
    rb"^[ \t]*#[ \t]*(?:ifdef[ \t]+__cplusplus|if[ \t]+defined[ (]+__cplusplus\)?)[^\n]*\n"
    rb"(?P<macro>\s*(?:extern[ \t]*\"C\"[ \t]*\{|\}))(?:[ \t]*(?:/[/*][^\n]*)?\s*)^[ \t]*#[ \t]*endif",
    re.MULTILINE,
)
# `X_FIELDS`, the members that several structs share
_MEMBERS = re.compile(
    rb"^(?P<macro>[ \t]*[A-Z][A-Z0-9]*_[A-Z0-9_]*(?:FIELDS?|MEMBERS?))[ \t]*(?:/\*[^\n]*)?(?=\r?\n)", re.MULTILINE
)
# `#define X(a) A_##a,`, `MAP(X)`, `#undef X` among the constants of an enum
_TABLE = re.compile(
    rb"(?<=[{,\n])[ \t]*\n(?P<macro>[ \t]*#[ \t]*define[ \t]+(\w+)\((?:[^\n]*\\\n)*[^\n]*,[ \t]*\n[ \t]*\w+\(\2\)[ \t]*\n"
    rb"[ \t]*#[ \t]*undef[ \t]+\2)"
)
_MAP = re.compile(
    rb"^(?P<macro>[ \t]*[A-Z][A-Z0-9]*_[A-Z0-9_]+\([A-Z][A-Z0-9_]*\))[ \t]*(?=\n\s*(?:\}|#[ \t]*undef|default:))",
    re.MULTILINE,
)
# `container_of(p, struct a, b)`
_TYPE_ARGUMENT = re.compile(rb"\w\([\w.>&-]+,\s*(?P<macro>struct|union)(?=\s+\w+\s*,\s*\w+\s*\))")
# `API(const char *) f(`, and `UNUSED(static int f(int a)) {`
_AROUND_TYPE = re.compile(
    rb"^(?P<macro>[A-Z][A-Z0-9]*_[A-Z0-9_]+\()[ \t]*\w[\w \t]*[*\s]*(?P<end>\))(?=[ \t]*\w+[ \t]*\()", re.MULTILINE
)
_AROUND_ALL = re.compile(
    rb"^(?P<macro>[A-Z][A-Z0-9]*_[A-Z0-9_]+\()(?=\w+[\w \t*]*[ \t*]\w+\([^;{}()]*\)(?P<end>\))[ \t]*[;{])", re.MULTILINE
)
# a remark in a macro of several lines
_REMARK = re.compile(rb"(?P<macro>/\*[^\n]*?\*/)(?=[ \t]*\\\n)")
_PATTERNS = (
    _AROUND_TYPE,
    _AROUND_ALL,
    _REMARK,
    _TABLE,
    _MAP,
    _MEMBERS,
    _TYPE_ARGUMENT,
    _CPLUSPLUS,
    _CONVENTION,
    _BEFORE,
    _ALONE,
    _RECORD,
    _LINE,
)
_BLACK = re.compile(rb"\S")


@lru_cache(maxsize=1)
def without_macros(source: bytes) -> bytes:
    """Give a file as its grammar can read it: of the same length, with the same lines."""
    for pattern in _PATTERNS:
        found: list[bytes] = []
        at = 0
        for it in pattern.finditer(source):
            for name in pattern.groupindex:
                start, end = it.span(name)
                if start >= at:
                    found += [source[at:start], _BLACK.sub(b" ", source[start:end])]
                    at = end
        if found:
            source = b"".join([*found, source[at:]])
    return source
