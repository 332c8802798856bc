"""Which builds a file of Go is part of: by the end of its name, and by `//go:build`.

A build has one system, one machine, and tags that are off where nobody asks for them. The newest version is taken for
granted. Where what a file says is not understood, it is part of every build.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from codegraph.resolve.scoped.files import File

_UNIX = frozenset(
    [
        *("aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "linux", "netbsd", "openbsd"),
        "solaris",
    ]
)
_SYSTEMS = _UNIX | {"js", "nacl", "plan9", "wasip1", "windows", "zos"}
_MACHINES = frozenset(
    [
        *("386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64"),
        *("mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x"),
        *("sparc", "sparc64", "wasm"),
    ]
)
_BUILD = "go:build "
_TEST = "_test"
_WORD = re.compile(r"\s*(\|\||&&|[!()]|[\w.]+)")
_RELEASE = re.compile(r"go1(\.\d+)?")
# what any build may have or not
_EITHER = frozenset({"cgo", "gc", "gccgo", "race", "msan", "asan"})
_MOST_BUILDS = 2000
_MOST_WORDS = 60

Condition = tuple[str, ...]
"""A condition in reverse Polish notation: tags, `!`, `&&` and `||`."""


def together(one: File, other: File) -> bool:
    """Tell whether two files may be part of one build."""
    return _may_be(_conditions(one) | _conditions(other), plain=False)


def by_default(file: File) -> bool:
    """Tell whether a file is part of a build that asks for no tags."""
    return _may_be(_conditions(file), plain=True)


def _conditions(file: File) -> frozenset[Condition]:
    said = (it.removeprefix(_BUILD) for it in file.root.attributes if it.startswith(_BUILD))
    return frozenset((*map(_read, said), *((tag,) for tag in _of_name(file.path)))) - {()}


@lru_cache(20_000)
def _of_name(path: str) -> tuple[str, ...]:
    """Give the system and the machine that the name of a file ends with."""
    parts = path.rpartition("/")[2].removesuffix(".go").removesuffix(_TEST).split("_")[1:]
    found = []
    if parts and parts[-1] in _MACHINES:
        found.append(parts.pop())
    if parts and parts[-1] in _SYSTEMS:
        found.append(parts.pop())
    return tuple(found)


@lru_cache(2000)
def _read(text: str) -> Condition:
    """Read a condition; empty for what is none."""
    words = _WORD.findall(text)
    if "".join(words) != "".join(text.split()) or len(words) > _MOST_WORDS:
        return ()
    found: list[str] = []
    waiting: list[str] = []
    strength = {"!": 3, "&&": 2, "||": 1}
    for word in words:
        if word == ")":
            while waiting and waiting[-1] != "(":
                found.append(waiting.pop())
            waiting = waiting[:-1]
        elif word in strength:
            while word != "!" and waiting and strength.get(waiting[-1], 0) >= strength[word]:
                found.append(waiting.pop())
            waiting.append(word)
        elif word == "(":
            waiting.append(word)
        else:
            found.append(word)
    return (*found, *reversed(waiting))


@lru_cache(20_000)
def _may_be(conditions: frozenset[Condition], *, plain: bool) -> bool:
    """Tell whether there is a build that all conditions hold for; a plain one has no tags of anybody's own."""
    tags = {tag for condition in conditions for tag in condition if tag[0].isalnum()}
    free = sorted(tag for tag in tags if tag not in _SYSTEMS | _MACHINES | {"unix"} and not _RELEASE.fullmatch(tag))
    if plain:
        free = [tag for tag in free if tag in _EITHER]
    systems = sorted((tags & _SYSTEMS) | {"linux", "plan9"})
    machines = sorted((tags & _MACHINES) | {"another"})
    if len(systems) * len(machines) << len(free) > _MOST_BUILDS:
        return True
    for system, machine, *switches in product(systems, machines, *([(True, False)] * len(free))):
        on = {str(system), str(machine), *(tag for tag, switch in zip(free, switches, strict=True) if switch)}
        on.update(tag for tag in tags if _RELEASE.fullmatch(tag) or (tag == "unix" and system in _UNIX))
        if all(_holds(condition, on) for condition in conditions):
            return True
    return False


def _holds(condition: Condition, on: Container[str]) -> bool:
    values: list[bool] = []
    for word in condition:
        needed = 1 if word == "!" else 2
        if word in {"!", "&&", "||"} and len(values) < needed:
            return True
        if word == "!":
            values.append(not values.pop())
        elif word in {"&&", "||"}:
            last, first = values.pop(), values.pop()
            values.append((first and last) if word == "&&" else (first or last))
        else:
            values.append(word in on)
    return len(values) != 1 or values[0]
