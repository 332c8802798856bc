# ruff: noqa: E501 - a table of forms
"""C#: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from random import Random

FILES = (
    *("One.cs", "Two.cs", "src/Three.cs", "src/Four.cs", "tests/OneTests.cs", "src/deep/Ant.cs", "Bee.cs"),
    *("lib/Five.cs", "lib/Cat.cs"),
)
_SPACES = {
    "src/Three.cs": "Zoo",
    "src/Four.cs": "Zoo.Small",
    "tests/OneTests.cs": "Zoo.Small",
    "lib/Five.cs": "Farm",
    "lib/Cat.cs": "Zoo.Big.Deep",
}


def block(random: Random, path: str) -> str:
    """Make a block for a file."""
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
    member, near = random.choice(MEMBERS), random.choice(MEMBERS)
    space = random.choice(("Zoo", "Zoo.Small", "Farm", "Zoo.Big.Deep"))
    there = random.choice((two, f"{one}.{two}", f"{space}.{two}", f"{space.rpartition('.')[2]}.{two}"))
    forms: tuple[str, ...] = (
        f"using {space};",
        f"using {one} = {space}.{two};",
        f"using static {space}.{two};",
        f"namespace {space} {{\nclass {one} : {there} {{\n  void {member}() {{ {near}(); base.{near}(); }}\n}}\n}}",
        f"partial class {one} {{\n  {there} {member};\n  void {function}({two} x) {{ {member}.{near}(); x.{member}(); }}\n}}",
        f"partial class {one} : {there} {{\n  public {one}() {{ {function}(); }}\n  class {two} {{ void {near}() {{ {function}(); }} }}\n}}",
        f"namespace {space} {{ static class {one} {{ public static {two} {function}() {{ return new {there}(); }} }} }}",
        f"class {one} {{ void {function}() {{ var y = new {there}(); y.{member}(); {two}.{other}().{near}(); }} }}",
        f"interface {one} {{ void {member}(); }}",
        f"enum {one} {{ {two} }}",
        f"// a remark on {one}",
    )
    if "/" in path:
        # a namespace for all of a file, or blocks of some
        forms = tuple(it for it in forms if not it.startswith("namespace"))
    return random.choice(forms)


def text(path: str, blocks: list[str]) -> str:
    """Make a file of blocks: of some the namespace stands first."""
    head = [f"namespace {_SPACES[path]};"] if path in _SPACES else []
    return "\n".join([*head, *blocks]) + "\n"
