"""Snippets of Rust that say in comments what their calls mean.

A line that ends in `//~ A::m B::m` calls exactly these two, however often each is named; `//~ -` calls nothing of the
workspace. `&A::m` is a function that is mentioned, `m!` a macro. `?m`, `amb:m` and `ext:m` are references that stay
unresolved, ambiguous or external. Names start at the snippet's module. A definition whose line ends in `//= word` is
called by that word. Lines without a comment are not looked at.

All snippets of a table are modules of one crate, because what std's description costs is paid once a workspace.
"""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from codegraph.model import EdgeKind, ReferenceState, SymbolKind
from tests.support.rust_workspace import Resolved, resolve_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _pytest.mark.structures import ParameterSet

_EXPECTED = re.compile(r"//~ ?(?P<words>[^\n]*)")
_LABEL = re.compile(r"//= ?(?P<word>\S+)")
_STATES = {
    ReferenceState.UNRESOLVED: "?",
    ReferenceState.AMBIGUOUS: "amb:",
    ReferenceState.EXTERNAL: "ext:",
}
_MARKS = {EdgeKind.CALLS: "", EdgeKind.REFERENCES: "&"}

# three types whose methods have the same names, so that only the type tells which is meant
PRELUDE = """\
#![allow(unused)]
#[derive(Clone, Debug)] pub struct A;
impl A { pub fn new() -> A { A } pub fn m(&self) {} pub fn go(self) {} pub fn change(&mut self) {} }
#[derive(Clone, Debug)] pub struct B;
impl B { pub fn new() -> B { B } pub fn m(&self) {} pub fn go(self) {} pub fn change(&mut self) {} }
#[derive(Clone, Debug)] pub struct C;
impl C { pub fn new() -> C { C } pub fn m(&self) {} pub fn go(self) {} pub fn change(&mut self) {} }
"""

Lines = dict[str, dict[int, Counter[str]]]


def resolve_source(files: Mapping[str, str]) -> tuple[Resolved, Lines]:
    """Resolve a crate `it` of files below `src/`; also gives by file and line what the comments expect."""
    text = "\n".join(
        f"//- src/{path}{' crate:it' if path == 'lib.rs' else ''}\n{source}" for path, source in files.items()
    )
    done = resolve_text(text)
    return done, {path: expected(source) for path, source in done.sources.items()}


def expected(source: str) -> dict[int, Counter[str]]:
    """Read the expectations of a file, by line."""
    found = {}
    for number, line in enumerate(source.splitlines(), 1):
        comment = _EXPECTED.search(line)
        if comment:
            found[number] = Counter(word for word in comment["words"].split() if word != "-")
    return found


def meant(done: Resolved, path: str, prefix: str) -> dict[int, Counter[str]]:
    """Give what the calls of a file mean, by line, in the words of the comments."""
    names = {symbol.id: _name(done, symbol.id, prefix) for symbol in done.symbols.values()}
    for file in done.edges.values():
        names.update((symbol.id, symbol.qualified_name.removeprefix(prefix)) for symbol in file.generated)
    found: dict[int, Counter[str]] = {}
    for edge in done.edges[path].edges:
        if edge.kind in _MARKS:
            line = found.setdefault(edge.evidence.span.start_line, Counter())
            line[_MARKS[edge.kind] + names[edge.dst]] += 1
    for reference in done.edges[path].open:
        line = found.setdefault(reference.span.start_line, Counter())
        line[_STATES[reference.state] + reference.name] += 1
    return found


def _name(done: Resolved, ident: str, prefix: str) -> str:
    symbol = done.symbols[ident]
    label = _LABEL.search(done.sources[symbol.path].splitlines()[symbol.name_line - 1])
    if label:
        return label["word"]
    return symbol.qualified_name.removeprefix(prefix) + ("!" if symbol.kind is SymbolKind.MACRO else "")


def differences(done: Resolved, lines: Lines, path: str, prefix: str = "it::") -> list[str]:
    """List the lines of a file whose calls mean something else than expected: `line: expected / found: text`."""
    found = meant(done, path, prefix)
    wrong = []
    source = done.sources[path].splitlines()
    for line, wanted in lines[path].items():
        real = found.get(line, Counter())
        calls = Counter({word: count for word, count in real.items() if not word.startswith(tuple(_STATES.values()))})
        opened = Counter({word: count for word, count in wanted.items() if word.startswith(tuple(_STATES.values()))})
        if calls != wanted - opened or opened - real:
            said = " ".join(sorted(real.elements()))
            wrong.append(f"{line}: wanted {' '.join(sorted(wanted.elements()))} / found {said}: {source[line - 1]}")
    return wrong


class Table:
    """Snippets that are resolved together, as modules of one crate, when the first is asked for."""

    def __init__(self, cases: Mapping[str, str], prelude: str = PRELUDE) -> None:
        """Keep the snippets by name."""
        self.cases = dict(cases)
        self._prelude = prelude
        self._done: tuple[Resolved, Lines] | None = None

    def check(self, name: str) -> None:
        """Fail where a snippet's calls mean something else than its comments say, or where it has none."""
        if self._done is None:
            modules = {case: f"case_{number}" for number, case in enumerate(self.cases)}
            files = {"lib.rs": "\n".join(f"mod {module};" for module in modules.values())}
            files.update((f"{module}.rs", self._prelude + self.cases[case]) for case, module in modules.items())
            self._done = resolve_source(files)
        done, lines = self._done
        module = f"case_{list(self.cases).index(name)}"
        path = f"src/{module}.rs"
        assert lines[path], "the snippet says nothing"
        wrong = differences(done, lines, path, f"it::{module}::")
        assert not wrong, "\n".join(["", *wrong])


def parameters(cases: Mapping[str, str], known: Mapping[str, str] = MappingProxyType({})) -> list[ParameterSet]:
    """Give the names of snippets; those that are known to fail bear their cause."""
    assert known.keys() <= cases.keys()
    return [
        pytest.param(name, id=name, marks=[pytest.mark.xfail(strict=True, reason=known[name])] if name in known else [])
        for name in cases
    ]
