"""Ask pyright and jedi what every call site of a repository's Python files means, and keep the answers as a truth file.

    npm install --prefix TOOLS pyright@1.1.414; pip install jedi==0.20.1
    python -m tests.eval.python_truth REPOSITORY --output FILE --tools TOOLS [--files PREFIX ...]

FILE's `.answers` neighbour keeps what was said file by file: a run that was stopped goes on where it was, as long as
neither the files nor the tools changed. How two answers become one is told at `merge`. Nothing is asked about a name
that no file of the repository makes, as a definition, a variable, an attribute or an alias: it is `external`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.eval.python_answers import Answer, Copy, Jedi, Pyright, Target, copy_files
from tests.eval.python_sites import bases, bound_names, scan
from tests.eval.source_files import commit_of, source_files
from tests.eval.truth_file import SUFFIXES, compact, function_fields, site_fields, write_truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.eval.call_sites import CallSite, Function

_CONSTRUCTORS = {"__init__", "__new__"}


@dataclass
class Repository:
    """What the syntax says: definitions by the place of their name, sites by file, names of base classes by class."""

    definitions: dict[Target, Function] = field(default_factory=dict)
    sites: dict[str, list[CallSite]] = field(default_factory=dict)
    bases: dict[str, list[tuple[Target, CallSite]]] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)

    def asked(self, path: str) -> list[CallSite]:
        """Give the sites of a file whose name is made somewhere here; others can mean nothing of the repository."""
        return [site for site in self.sites[path] if site.name in self.bound]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one site: pyright's definition, jedi's definition, and what jedi infers the value to be."""

    pyright: Answer
    jedi: Answer
    value: Answer


def main() -> None:
    """Build the truth file that the command line asks for."""
    parser = argparse.ArgumentParser(description="Build call-edge truth from pyright and jedi.")
    parser.add_argument("repository", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--tools", type=Path, required=True, metavar="DIR", help="holds node_modules/pyright")
    parser.add_argument(
        "--files", nargs="*", default=[], metavar="PREFIX", help="ask only about files whose path starts so"
    )
    given = parser.parse_args()
    repository = given.repository.resolve()
    paths = source_files(repository, *SUFFIXES["python"])
    read = read_repository(repository, paths)
    asked = [path for path in paths if not given.files or path.startswith(tuple(given.files))]
    given.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="python-truth-") as work:
        copy = copy_files(repository, paths, Path(work))
        with Pyright(given.tools, copy) as pyright:
            tools = {"pyright": pyright.version, "jedi": Jedi.version, "python": platform.python_version()}
            answers = Answers(given.output.with_name(given.output.name + ".answers"), copy, paths, tools)
            said = answers.of(read, asked, pyright)
    known = Members(read.definitions, parents(read, said))
    lines = [line for path in asked for line in site_lines(read, path, said[path][0], known)]
    meta = {"repository": repository.name, "commit": commit_of(repository), "language": "python", "tools": tools}
    meta |= {"definitions": len(read.definitions), "said_by": dict(sorted(Counter(it["by"] for it in lines).items()))}
    meta |= {"prefixes": given.files}
    print(json.dumps(write_truth(given.output, meta, lines), indent=1))


def read_repository(repository: Path, paths: list[str]) -> Repository:
    """Read the syntax of all files."""
    read = Repository()
    for path in paths:
        source = (repository / path).read_bytes()
        found, read.sites[path] = scan(path, source)
        read.definitions.update(((it.path, it.line, it.column), it) for it in found)
        read.bases[path] = bases(path, source)
        read.bound |= bound_names(source)
    return read


class Members:
    """The methods of each class, and of those above it."""

    def __init__(self, definitions: dict[Target, Function], above: dict[Target, list[Target]]) -> None:
        self._above = above
        self._own: dict[Target, dict[str, Target]] = {}
        classes = {place[:2]: place for place, it in definitions.items() if it.kind.endswith("class")}
        for place, it in definitions.items():
            if it.owner and (owner := classes.get((it.path, it.owner))) is not None:
                self._own.setdefault(owner, {}).setdefault(it.name, place)

    def of(self, owner: Target, names: set[str]) -> list[Target]:
        """Give the methods of these names that a class has, the nearest of each; nothing for what is no class."""
        found: dict[str, Target] = {}
        waiting, seen = [owner], set[Target]()
        while waiting:
            here = waiting.pop(0)
            if here not in seen:
                seen.add(here)
                found = {**{name: it for name, it in self._own.get(here, {}).items() if name in names}, **found}
                waiting += self._above.get(here, [])
        return list(found.values())


class Answers:
    """The answers so far, kept in a file: a line that tells what they hold for, then a line for each file."""

    def __init__(self, place: Path, copy: Copy, paths: list[str], tools: dict[str, str]) -> None:
        self._place = place
        self._copy = copy
        digest = hashlib.sha256()
        for path in paths:
            digest.update(f"{path}\0".encode() + (copy.folder / path).read_bytes())
        self._head = {"files": digest.hexdigest(), **tools}
        self._known: dict[str, list[Any]] = {}
        if place.is_file():
            with place.open(encoding="utf-8") as lines:
                if json.loads(next(lines, "null")) == self._head:
                    self._known = dict(_whole(lines))

    def of(self, read: Repository, paths: list[str], pyright: Pyright) -> dict[str, tuple[list[Said], list[Answer]]]:
        """Give what is said of the sites, and of the base classes, of each file, asking what is not known yet."""
        with self._place.open("w", encoding="utf-8") as out:
            out.write(compact(self._head) + "\n")
            out.writelines(compact([path, said]) + "\n" for path, said in self._known.items())
            jedi = Jedi(self._copy)
            for number, path in enumerate(it for it in paths if it not in self._known):
                sites = read.asked(path)
                began = time.monotonic()
                first = pyright.ask(path, sites)
                over = [_plain(it) for it in pyright.ask(path, [name for _, name in read.bases[path]])]
                middle = time.monotonic()
                second = jedi.ask(path, sites, read.definitions)
                said = [[_plain(one), *map(_plain, two)] for one, two in zip(first, second, strict=True)]
                self._known[path] = [said, over]
                out.write(compact([path, self._known[path]]) + "\n")
                out.flush()
                took = f"pyright {middle - began:.1f} s, jedi {time.monotonic() - middle:.1f} s"
                print(f"{number + 1}: {path}, {len(sites)} sites, {took}", file=sys.stderr)
        return {path: _read(self._known[path]) for path in paths}


def merge(said: Said, definitions: dict[Target, Function]) -> tuple[str, str, list[Target]]:
    """Make one answer of two: its state, who says so, and the places.

    Where both name definitions of the repository and share one, pyright's stand: it keeps to declared types, where jedi
    guesses further. Where only one of them knows anything, that stands. Where they differ, the site is `disputed`.
    """
    of_pyright = [it for it in said.pyright.inside if it in definitions]
    of_jedi = [it for it in said.jedi.inside if it in definitions]
    if of_pyright and of_jedi:
        agree = bool(set(of_pyright) & set(of_jedi))
        return ("function", "both", of_pyright) if agree else ("disputed", "both", of_pyright + of_jedi)
    states = _state(said.pyright, of_pyright), _state(said.jedi, of_jedi)
    if states[0] == states[1]:
        return states[0], "both", list(said.pyright.inside)
    if states[1] == "unresolved":
        return states[0], "pyright", of_pyright or list(said.pyright.inside)
    if states[0] == "unresolved":
        return states[1], "jedi", of_jedi or list(said.jedi.inside)
    return "disputed", "both", [*said.pyright.inside, *said.jedi.inside]


def site_lines(read: Repository, path: str, said: list[Said], members: Members) -> Iterator[dict[str, Any]]:
    """Give the lines of the truth file for one file."""
    answers = iter(said)
    for site in read.sites[path]:
        it = next(answers) if site.name in read.bound else Said(*[Answer(outside=True)] * 3)
        state, by, places = merge(it, read.definitions)
        callees = [read.definitions[place] for place in places] if state == "function" else []
        yield {
            **site_fields(site),
            "shape": site.shape,
            "state": state,
            "by": by if site.name in read.bound else "syntax",
            "caller": function_fields(site.caller) if site.caller else None,
            "callees": [{**function_fields(callee), "kind": callee.kind} for callee in callees],
            "others": [_place(place) for place in places] if state == "other" else [],
            "claims": [_place(place) for place in places] if state == "disputed" else [],
            "equal": [_place(place) for place in _equal(read, state, places, it.value, members)],
        }


def parents(read: Repository, said: dict[str, tuple[list[Said], list[Answer]]]) -> dict[Target, list[Target]]:
    """Give the base classes of each class, those of the repository, in order."""
    above: dict[Target, list[Target]] = {}
    for path, (_, over) in said.items():
        for (child, _), answer in zip(read.bases[path], over, strict=True):
            above.setdefault(child, []).extend(it for it in answer.inside if it in read.definitions)
    return above


def _equal(read: Repository, state: str, places: list[Target], value: Answer, members: Members) -> list[Target]:
    """Give what a call runs beyond what it names: a class's constructor; what a variable holds, if jedi can tell."""
    if state == "function":
        return [it for place in places for it in members.of(place, _CONSTRUCTORS)]
    if state != "other":
        return []
    held = [place for place in value.inside if place in read.definitions]
    return held + [it for place in held for it in members.of(place, {"__call__", *_CONSTRUCTORS})]


def _state(answer: Answer, functions: list[Target]) -> str:
    if functions:
        return "function"
    return "other" if answer.inside else "external" if answer.outside else "unresolved"


def _place(place: Target) -> dict[str, Any]:
    return {"path": place[0], "line": place[1]}


def _plain(answer: Answer) -> list[Any]:
    return [list(answer.inside), answer.outside]


def _whole(lines: Iterator[str]) -> Iterator[tuple[str, list[Any]]]:
    """Read the lines that were written to their end."""
    for line in lines:
        if line.endswith("\n"):
            path, said = json.loads(line)
            yield path, said


def _read(kept: list[Any]) -> tuple[list[Said], list[Answer]]:
    said, over = kept
    return [Said(*map(_answer, it)) for it in said], list(map(_answer, over))


def _answer(plain: list[Any]) -> Answer:
    inside, outside = plain
    return Answer(tuple((path, line, column) for path, line, column in inside), outside)


if __name__ == "__main__":
    main()
