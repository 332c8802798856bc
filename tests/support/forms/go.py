# ruff: noqa: E501 - a table of forms
"""Go: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from random import Random

FILES = (
    *("go.mod", "a.go", "b.go", "b_windows.go", "b_linux.go", "b_test.go", "out_test.go", "lib/one.go", "lib/two.go"),
    *("lib/two_test.go", "lib/sub/three.go", "other/go.mod", "other/four.go", "cmd/main.go", "internal/five.go"),
)
_PACKAGES = {
    "lib/one.go": "lib",
    "lib/two.go": "lib",
    "lib/two_test.go": "lib_test",
    "lib/sub/three.go": "sub",
    "other/four.go": "four",
    "cmd/main.go": "main",
    "internal/five.go": "five",
    "out_test.go": "root_test",
}
_PATHS = (
    *("ex.org/root", "ex.org/root/lib", "ex.org/root/lib/sub", "ex.org/other", "ex.org/root/internal", "fmt", "io"),
    *("gopkg.in/yaml.v2", "ex.org/root/missing"),
)
_NAMES = {
    "ex.org/root": "root",
    "ex.org/root/lib/sub": "sub",
    "ex.org/other": "four",
    "ex.org/root/internal": "five",
}


def block(random: Random, path: str) -> str:
    """Make a block for a file."""
    if path.endswith(".mod"):
        return random.choice(("module ex.org/root\n", "module ex.org/other\n", "module ex.org/root\nrequire x v1\n"))
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
    function, other = (random.choice((it, it.title())) for it in (function, other))
    member, near = (random.choice((it, it.title())) for it in (random.choice(MEMBERS), random.choice(MEMBERS)))
    package = random.choice(_PATHS)
    local = _NAMES.get(package, package.rpartition("/")[2].removesuffix(".v2"))
    there = random.choice((two, f"{local}.{two}", f"*{two}", f"*{local}.{two}"))
    forms = (
        f'import "{package}"',
        f'import "{package}"',
        f'import {random.choice((local, function))} "{package}"',
        f'import . "{package}"',
        f"type {one} struct {{\n\t{there}\n\t{member} []{two}\n}}",
        f"type {one} struct {{ {member} {there} }}",
        f"type {one} interface {{ {member}() {two}; {near}(x {there}) error }}",
        f"type {one} interface {{ {member}() {two} }}",
        f"type {one} interface {{ {two}; {there.lstrip('*')} }}",
        f"type {one} {two}",
        f"type {one} = {there}",
        f"type {one} []{two}",
        f"type {one}[T {two}] struct {{ {member} T }}",
        f"func (it *{one}) {member}() {two} {{ return it.{near}() }}",
        f"func (it {one}) {near}(x {there}) error {{ x.{member}(); return nil }}",
        f"func (it {one}) {member}() {there} {{ y := it.{near}; y.{member}(); return y }}",
        f"func {function}(x {there}) *{one} {{\n\tif y := x.{member}(); y != nil {{\n\t\ty.{near}()\n\t}}\n\treturn {other}(x)\n}}",
        f"func {function}() (a {one}, err error) {{ a, err = {other}(); a.{member}(); return }}",
        f"func {function}(xs ...{one}) {{ for _, x := range xs {{ x.{member}().{near}() }} }}",
        f"func {function}() {{\n\tv, _ := {local}.{other.title()}()\n\tv.{member}()\n\tgo func() {{ {two}{{}}.{near}() }}()\n}}",
        f"func {function}(x any) {{ switch v := x.(type) {{ case {one}: v.{member}(); case *{local}.{two}: v.{near}() }} }}",
        f"var {function} = {other}()",
        f"var {function} {there} = {local}.{other.title()}",
        f"func Test{function.title()}(t *testing.T) {{ {other}().{member}() }}",
        f"// a remark on {one}",
        f"//go:build {random.choice(('!windows', 'own', '!own && go1.20', 'linux || (windows && own)'))}",
    )
    return random.choice(forms)


def text(path: str, blocks: list[str]) -> str:
    """Make a file of blocks: conditions and imports stand first."""
    if path.endswith(".mod"):
        return blocks[0] if blocks else ""
    blocks = sorted(blocks, key=lambda it: not it.startswith("import"))
    blocks = sorted(blocks, key=lambda it: not it.startswith("//go:build"))
    asked = sum(it.startswith("//go:build") for it in blocks)
    head = f"package {_PACKAGES.get(path, 'root')}"
    return "\n".join([*blocks[:asked], "", head, *blocks[asked:]]) + "\n"
