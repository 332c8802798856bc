"""Tests that stand among code in one file, as in Rust and Zig: where none is asked for, code is shown in their place.

The file keeps its rank: what it is about was judged by all of its chunks. Which of them shows it is judged here, and a
test counts for as little as a file of tests does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.retrieve.rank import TEST_FACTOR, grouped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from codegraph.identity import NodeId
    from codegraph.retrieve.fuse import Fused
    from codegraph.retrieve.rank import Placed
    from codegraph.store import FileBrief
    from codegraph.store.words import Words

# for each test so many other chunks of its file are looked at
_MOST_OFFERED = 4
_TESTS = (SymbolKind.TEST,)
# a module may be one of tests
_NO_CODE = (SymbolKind.TEST, SymbolKind.MODULE)


def with_code_for_tests(
    placed: Sequence[Placed], found: Sequence[Fused], files: Mapping[NodeId, FileBrief], lexical: Words
) -> list[Placed]:
    """Put the best code of the same file in the place of each test, where its score is 0.4 of the test's or more.

    Code that had a lower place gives that to the test. Tests in files that stand aside stay, for these files are tests.

    :param found: the chunks that were ranked, and `files` the files of them.
    :param lexical: tells of which kind chunks are.
    """
    tests = lexical.of_kinds(_TESTS, [one.fused.id for one in placed if not one.fused.aside])
    if not tests:
        return list(placed)
    of_file = grouped(found, files)
    offered = {one.fused.id: _offered(one.fused, of_file.get(one.path, ())) for one in placed if one.fused.id in tests}
    others = {one.id for some in offered.values() for one in some}
    code = others - lexical.of_kinds(_NO_CODE, others)
    shown = _exchanged([one.fused for one in placed], offered, code)
    return [one._replace(fused=now) for one, now in zip(placed, shown, strict=True)]


def _offered(test: Fused, of_file: Sequence[Fused]) -> list[Fused]:
    others = (one for one in of_file if one.id != test.id)
    return [one for one in others if one.score >= TEST_FACTOR * test.score][:_MOST_OFFERED]


def _exchanged(
    shown: list[Fused], offered: Mapping[NodeId, Sequence[Fused]], code: Collection[NodeId]
) -> Sequence[Fused]:
    """Put for each test the first code that is offered and has no higher place; what has a lower one gives it away."""
    place = {one.id: at for at, one in enumerate(shown)}
    for at in range(len(shown)):
        test = shown[at]
        some = (one for one in offered.get(test.id, ()) if one.id in code and place.get(one.id, len(shown)) > at)
        best = next(some, None)
        if best is not None:
            lower = place.get(best.id)
            shown[at], place[best.id] = best, at
            del place[test.id]
            if lower is not None:
                shown[lower], place[test.id] = test, lower
    return shown
