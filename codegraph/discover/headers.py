"""Which language a header is in: `.h` may be C, C++ or Objective-C.

What its first bytes say decides, and nothing else, so that the same bytes are the same language everywhere. Words in
comments, strings and definitions of macros do not count, and neither does what only a C++ compiler gets to see:

    #ifdef __cplusplus
    namespace a { .. }      a header of C that is kind to C++
    #endif
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

HEADER_BYTES = 32768
"""How much of a header is looked at."""

# What is left out, conditions, and what no C has. The first character tells which it may be: others are passed quickly.
_MARK = rb"""[/"'\[\#\n;{}:)@](?:
      (?<=/)(?:/[^\n]* | \*(?:.*?\*/|.*\Z))
    | (?<=")(?:(?<=extern[ ]")(?P<linkage>C) | (?:[^"\\\n]|\\.)*"?)
    | (?<=')(?:[^'\\\n]|\\.)*'?
    | (?<=\[)\[[^\]\n]{0,200}\]\]
    | (?<=\#)[ \t]*(?:
          (?P<condition>(?:if|ifdef|ifndef|elif|else|endif)\b(?:(?!/[/*])[^\n])*)
        | (?P<error>error\b[^\n]*)
        | (?P<plain>include[ \t]*<\w+>)
        | (?P<objective>import\b)
        | (?:define|pragma|warning)\b(?:[^\n\\]|\\\r?.)*
      )
    | (?<=[\n;{}])[ \t]*(?P<cpp>
          class\s+(?:\w+[\s(:;{<]|\[\[) | (?:inline\s+)?namespace(?:\s+\w|\s*\{) | template\s*<
        | (?:public|private|protected)(?:\s+slots)?\s*:(?!\s*\d) | using\s+\w | enum\s+(?:class|struct)\s+\w
        | (?:virtual|explicit|friend|constexpr|consteval)\s+[\w~:]
      )
    | (?<=:):\s*(?P<path>[A-Za-z_~])
    | (?<=\))\s*(?P<function>(?:const\s*)?(?:noexcept|override)\b | const\s*[;{] | =\s*(?:delete|default)\b)
    | (?<=@)(?P<objc>interface|protocol|class|implementation)\b
    )"""
_WITHOUT = rb"ifndef|!\s*defined[\s(]*__cplusplus|!\s*__cplusplus"
# what a version of C++ has is no way to hide it from C
_VERSION = rb"\s*if\s+__cplusplus\s*[<>]"


class _Seen(NamedTuple):
    """Which compilers read what stands in a condition; `asked` tells that the condition is about C++."""

    by_c: bool
    by_cpp: bool
    asked: bool = False


def header_language(head: bytes) -> str:
    """Tell the language of a header from its first bytes: `c`, `cpp` or `objective-c`."""
    seen = [_Seen(by_c=True, by_cpp=True)]
    for found in _marks().finditer(b"\n" + head[:HEADER_BYTES]):
        kind = found.lastgroup
        if kind == "condition":
            _follow(found["condition"], seen)
        elif kind == "error":
            if seen[-1].by_c and not seen[-1].by_cpp and (b"+" in found["error"] or b"plus" in found["error"]):
                return "cpp"
        elif kind and seen[-1].by_c and seen[-1].by_cpp:
            return "objective-c" if kind.startswith("obj") else "cpp"
    return "c"


@cache
def _marks() -> re.Pattern[bytes]:
    """Compile what headers are searched for: as much work as loading several modules, and most runs read no header."""
    return re.compile(_MARK, re.DOTALL | re.VERBOSE)


def _follow(condition: bytes, seen: list[_Seen]) -> None:
    """Go into a condition, on to its other side, or out of it."""
    word = condition.split(None, 1)[0]
    if word == b"endif":
        if len(seen) > 1:
            seen.pop()
        return
    last = seen[-1]
    if not word.startswith(b"if"):
        if len(seen) == 1:
            return
        seen.pop()
    around = seen[-1]
    if b"__cplusplus" in condition and not re.match(_VERSION, condition):
        without = re.search(_WITHOUT, condition) is not None
        seen.append(_Seen(around.by_c and without, around.by_cpp and not without, asked=True))
    elif not word.startswith(b"if") and last.asked:
        seen.append(_Seen(around.by_c and not last.by_c, around.by_cpp and not last.by_cpp, asked=True))
    elif b"__OBJC__" in condition or condition.split()[1:] == [b"0"]:
        seen.append(_Seen(by_c=False, by_cpp=False))
    else:
        seen.append(_Seen(around.by_c, around.by_cpp))
