# ruff: noqa: E501 - a table of forms
"""C++: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from random import Random

FILES = ("include/one.hpp", "include/two.hpp", "src/own.hpp", "src/a.cc", "src/b.cc", "three.hpp", "test/d.cc")
_HEADERS = ('"one.hpp"', '"two.hpp"', '"own.hpp"', '"three.hpp"', "<one.hpp>", "<vector>", '"missing.hpp"')


def block(random: Random, _path: str) -> str:
    """Make a block for a file."""
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
    member, near = random.choice(MEMBERS), random.choice(MEMBERS)
    forms = (
        f"#include {random.choice(_HEADERS)}",
        f"#include {random.choice(_HEADERS)}",
        f"#include {random.choice(_HEADERS)}",
        f"class {one} : public {two} {{ public: {two}* {member}(int x); {two} {near}; void {function}() {{ {member}(1)->{near}(); }} }};",
        f"namespace ns {{ class {one} {{ public: {one}(int x); static {one}* {function}(); ns::{two} {member}; }}; }}",
        f"namespace ns {{ void {function}(); inline {one} {other}() {{ return {two}(1); }} }}",
        f"{two}* {one}::{member}(int x) {{ this->{near}.{function}(); return {member}(x); }}",
        f"void ns::{function}() {{ {other}(); {one}::{function}(); }}",
        f"void {function}({one} x, {two}& y) {{ x.{member}(); y.{near}.{member}(); auto z = {other}(); z.{near}(); }}",
        f"int main() {{ ns::{one} a(1); a.{member}.{near}(); ns::{function}(); new {two}(2); {other}(); }}",
        "using namespace ns;",
        f"using ns::{random.choice((one, function))};",
        f"using {one} = ns::{two};",
        f"template <typename {one}> {two} {function}({one} x) {{ return x.{member}(); }}",
        f"enum class {one} {{ {function}, {member} }};",
        f"// a remark on {one}",
    )
    return random.choice(forms)
