# ruff: noqa: E501 - a pattern on one line reads better than a folded one
"""Puts spaces in the place of macros that a grammar, which does not know what they stand for, takes for types.

`UV_EXTERN int uv_run(void);` would be a syntax error. Every other byte stays where it is, and as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = rb"[A-Z][A-Z0-9_]{1,60}"
_WORDS = rb"(?:static|extern|inline|const|constexpr|virtual|explicit|friend|typedef|unsigned|signed|mutable)"
# `API int f(`, `API const T& f(`, `static API void f(`: what follows is a type and then a name
_BEFORE = re.compile(
    rb"^[ \t]{0,99}(?:template *<[^<>;{}()\n]{0,300}> *)?(?:(?:" + _WORDS + rb")[ \t]{1,99}){0,6}"
    rb"(?P<macro>" + _NAME + rb"(?:\([^()\n;]{0,300}\))?)"
    rb"(?=\s{1,99}(?:(?:const|volatile)[ \t]{1,99})?(?!(?:operator|const|volatile)\b)[A-Za-z_][\w:]{0,99}(?:<[^<>;{}()\n]{0,300}>)?(?:[ \t]{1,99}const)?"
    rb"(?:[ \t]{0,99}[*&]{1,99}[ \t]{0,99}|[ \t]{1,99})(?:const[ \t]{1,99})?[A-Za-z_]\w{0,99}[^\w\n])",
    re.MULTILINE,
)
# `API Foo(int x)`, a constructor; `INLINE auto f(`
_ALONE = re.compile(
    rb"^[ \t]{0,99}(?:(?:"
    + _WORDS
    + rb")[ \t]{1,99}){0,6}(?P<macro>[A-Z][A-Z0-9_]{0,60}_(?:API|INLINE|EXTERN|EXPORT|CONSTEXPR[0-9]{0,4}|"
    rb"NORETURN|NODISCARD|DEPRECATED|PUBLIC|VISIBILITY|FUNC)(?:\([^()\n;]{0,300}\))?)(?=[ \t]{1,99}[A-Za-z_~:])",
    re.MULTILINE,
)
# `int WINAPI f(`
_CONVENTION = re.compile(
    rb"(?P<macro>\b(?:WINAPI|CALLBACK|NTAPI|APIENTRY|[A-Z]{1,40}_(?:CDECL|STDCALL|CALL|CALLBACK)))(?=\s{1,99}\w{1,99}\s{0,99}\(|\s{0,99}\*\s{0,99}\w{1,99}\))"
)
# `class API Foo {`
_RECORD = re.compile(
    rb"\b(?:class|struct|union|enum)\s{1,99}(?P<macro>" + _NAME + rb"(?:\([^()\n;]{0,300}\))?)"
    rb"(?=\s{1,99}(?!final\b)[A-Za-z_]\w{0,99}(?:\s{0,99}<[^<>;{}]{0,300}>)?(?:\s{1,99}final)?\s{0,99}(?:\{|:[^:]))"
)
# `BEGIN_NAMESPACE` or `PRAGMA(push)` on a line of its own, or on several
_ONE_LINE = rb"[ \t]{0,99}[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60}(?:\((?:[^()\n]|\([^()\n]{0,300}\)){0,200}\))?[ \t]{0,99}"
_LINE = re.compile(
    rb"(?:\A|(?:[;{}\n>/]|(?<!/)//[^\n]{0,200})[ \t]{0,99}\r?\n)(?P<macro>"
    + _ONE_LINE
    + rb"(?:\r?\n"
    + _ONE_LINE
    + rb"){0,9})"
    rb"(?=\r?\n\s{0,99}[^\s,=})|&+?:;.({\[-]|\s{0,99}\Z)"
)
# `int f(const char *a, ..) PRINTF_LIKE(1, 2);`, `void f() NOEXCEPT {`: what is declared begins a line
_AFTER = re.compile(
    rb"^[ \t]{0,99}(?!(?:else|return|case|goto|do|define|if|for|while|switch)\b)(?:[A-Za-z_][\w:]{0,99}(?:[ \t]{1,99}|[ \t]{0,99}[*&]{1,9}[ \t]{0,99})){1,6}"
    rb"(?!(?:if|for|while|switch|return|sizeof)\b)[A-Za-z_~][\w:]{0,99}[ \t]{0,9}\((?:[^(){};#]|\([^(){};#]{0,300}\)){0,600}\)(?:[ \t]{1,99}const)?"
    rb"\s{1,99}(?P<macro>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60}(?:\([^()\n;]{0,300}\))?)(?=\s{0,99}[;{])",
    re.MULTILINE,
)
# `if CONSTEXPR (`
_CONDITION = re.compile(rb"\bif\s{1,99}(?P<macro>[A-Z][A-Z0-9_]{1,60})(?=\s{0,99}\()")
# `int a GUARDED_BY(b);`, `void f() LOCKS_REQUIRED(a) {`
_LOCKS = re.compile(
    rb"[\w)]\s{1,99}(?P<macro>[A-Z_]{0,60}?(?:GUARDED_BY|LOCKS_REQUIRED|LOCKS_EXCLUDED|REQUIRES|EXCLUDES|LOCK_FUNCTION|"
    rb"UNLOCK_FUNCTION|ACQUIRED_BEFORE|ACQUIRED_AFTER|LOCK_RETURNED|EXCLUSIVE_LOCK|THREAD_SAFETY_ANALYSIS|PRINTF_FORMAT)\b"
    rb"(?:\([^()\n]{0,300}\))?)(?=\s{0,99}[;{:=])"
)
# `template <typename T, ENABLE_IF(a<T>())>`
_ENABLED = re.compile(
    rb"(?P<macro>,?\s{0,99}\b[A-Z][A-Z0-9_]{0,60}_(?:ENABLE_IF|REQUIRES)\((?:[^()]|\((?:[^()]|\([^()]{0,200}\)){0,200}\)){0,300}\))"
    rb"(?=\s{0,99}[,>])"
)
# `#if HAS_INCLUDE(<a>)`
_INCLUDED = re.compile(rb"\b\w{0,99}(?i:has_include)(?P<macro>\((?:<[^>\n]{0,300}>|\"[^\"\n]{0,300}\")\))")
_CPLUSPLUS = re.compile(
    rb"^[ \t]{0,99}#[ \t]{0,99}(?:ifdef[ \t]{1,99}__cplusplus|if[ \t]{1,99}defined[ (]+__cplusplus\)?)[^\n]{0,300}\n"
    rb"(?P<macro>\s{0,99}(?:extern[ \t]{0,99}\"C\"\s{0,99}\{|\}))(?:[ \t]{0,99}(?:/[/*][^\n]{0,300})?\s{0,99})^[ \t]{0,99}#[ \t]{0,99}endif",
    re.MULTILINE,
)
# `X_FIELDS`, the members that several structs share
_MEMBERS = re.compile(
    rb"^(?P<macro>[ \t]{0,99}[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{0,60}(?:FIELDS?|MEMBERS?))[ \t]{0,99}(?:/\*[^\n]{0,300})?(?=\r?\n)",
    re.MULTILINE,
)
# `#define X(a) A_##a,`, `MAP(X)`, `#undef X` among the constants of an enum
_TABLE = re.compile(
    rb"(?<=[{,\n])[ \t]{0,99}\n(?P<macro>[ \t]{0,99}#[ \t]{0,99}define[ \t]{1,99}(\w{1,99})\((?:[^\n]{0,300}\\\n){0,9}[^\n]{0,300},[ \t]{0,99}\n[ \t]{0,99}\w{1,99}\(\2\)[ \t]{0,99}\n"
    rb"[ \t]{0,99}#[ \t]{0,99}undef[ \t]{1,99}\2)"
)
_MAP = re.compile(
    rb"^(?P<macro>[ \t]{0,99}[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60}\([A-Z][A-Z0-9_]{0,60}\))[ \t]{0,99}(?=\n\s{0,99}(?:\}|#[ \t]{0,99}undef|default:))",
    re.MULTILINE,
)
# `container_of(p, struct a, b)`
_TYPE_ARGUMENT = re.compile(
    rb"\w\([\w.>&-]{1,99},\s{0,99}(?P<macro>struct|union)(?=\s{1,99}\w{1,99}\s{0,99},\s{0,99}\w{1,99}\s{0,99}\))"
)
# `API(const char *) f(`, and `UNUSED(static int f(int a)) {`
_AROUND_TYPE = re.compile(
    rb"^(?P<macro>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60}\()[ \t]{0,99}\w[\w \t]{0,99}[*\s]{0,99}(?P<end>\))(?=[ \t]{0,99}\w{1,99}[ \t]{0,99}\()",
    re.MULTILINE,
)
_AROUND_ALL = re.compile(
    rb"^(?P<macro>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60}\()(?=\w{1,99}[\w \t*]{0,99}[ \t*]\w{1,99}\([^;{}()]{0,300}\)(?P<end>\))[ \t]{0,99}[;{])",
    re.MULTILINE,
)
# a remark in a macro of several lines
_REMARK = re.compile(rb"(?P<macro>/\*[^\n]{0,300}?\*/)(?=[ \t]{0,99}\\\n)")
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
    _AFTER,
    _CONDITION,
    _LOCKS,
    _ENABLED,
    _INCLUDED,
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
