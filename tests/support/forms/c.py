# ruff: noqa: ISC004 - a table of forms
"""C: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from random import Random

FILES = (
    *("include/one.h", "include/sub/two.h", "src/own.h", "src/a.c", "src/b.c", "src/unix/c.c", "src/win/c.c"),
    *("test/d.c", "test/own.h", "three.h", "alone.c"),
)
_HEADERS = (
    *('"one.h"', '"sub/two.h"', '"own.h"', '"../src/own.h"', '"three.h"', '"missing.h"', "<one.h>", "<stdio.h>"),
    *('"two.h"', "<sub/two.h>", '"a.c"'),
)


def block(random: Random, _path: str) -> str:
    """Make a block for a file."""
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
    member = random.choice(MEMBERS)
    static = random.choice(("", "", "static ", "static inline "))
    forms = (
        f"#include {random.choice(_HEADERS)}",
        f"#include {random.choice(_HEADERS)}",
        f"#include {random.choice(_HEADERS)}",
        f"{static}int {function}({one}* x);",
        f"{static}int {function}(struct {one} x);",
        f"{static}int {function}({one}* x) {{ return {other}(x->{member}); }}",
        f"{static}int {function}(void) {{ int {other} = {member}(); {other}(); return {function}(); }}",
        f"{static}{one} {function}({two} {other}) {{\n\t{{ int (*{member})(void) = {function}; {member}(); }}\n"
        f"\treturn {other}({member}); }}",
        f"extern int {function};\nint {member}(void) {{ return {function}; }}",
        f"int {function} = 1;",
        f"#define {function}(x) {other}(x)",
        f"#define {one} struct {two}",
        f"struct {one} {{ struct {two}* {member}; int (*{other})({one}*); }};",
        f"typedef struct {one} {two};",
        f"typedef struct {one} {{ {two}* {member}; }} {one};",
        f"enum {one} {{ {function}, {member} }};",
        f"int (*table[])(void) = {{ {function}, {other} }};",
        f"int main(void) {{ {one}* x = 0; x->{member}(); {function}(x); return printf({other}); }}",
        f"#ifdef OWN\nstatic int {function}(void) {{ return {other}(); }}\n#else\n#define {function}() 1\n#endif",
        f"// a remark on {one}",
    )
    return random.choice(forms)
