"""Where no test is asked for, code of the same file is shown instead of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from codegraph import api
from codegraph.identity import NodeId
from codegraph.model import Scope, SymbolKind
from codegraph.retrieve.fuse import Fused
from codegraph.retrieve.inline_tests import with_code_for_tests
from codegraph.retrieve.rank import Placed
from codegraph.store import FileBrief
from tests.support.store import record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from codegraph.model import Chunk
    from codegraph.store.words import Words

PATH = "src/a.rs"
ROLLING = """
pub struct Rolling { kept: Vec<String> }

impl Rolling {
    /// Deletes old log files.
    pub fn prune(&mut self, most: usize) {
        while self.kept.len() > most { self.kept.remove(0); }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rolling_of(names: &[&str]) -> Rolling {
        Rolling { kept: names.iter().map(|name| name.to_string()).collect() }
    }

    #[test]
    fn old_log_files_are_deleted_when_there_are_too_many() {
        let mut rolling = rolling_of(&["old", "log", "files"]);
        rolling.prune(1);
        assert_eq!(rolling.kept, ["files"]);
    }
}
"""


def chunk(name: str, kind: str = SymbolKind.FUNCTION) -> Chunk:
    return record(PATH, [name]).chunks[0].chunk._replace(symbol_kind=kind)


class Kinds:
    """Tells of which kind chunks are, as the lexical index does."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self._kinds = {one.id: one.symbol_kind for one in chunks}

    def of_kinds(self, kinds: Sequence[str], chunks: Collection[str]) -> frozenset[str]:
        return frozenset(one for one in chunks if self._kinds[NodeId(one)] in kinds)


def shown(placed: list[tuple[Chunk, float]], found: list[tuple[Chunk, float]], *, aside: bool = False) -> list[str]:
    """Place some chunks of a file, where others were found too; give the names of those that are shown."""
    known = {one.id: one for one, _ in (*placed, *found)}
    files = dict.fromkeys(known, FileBrief(PATH, "rust", "", 1))

    def fused(one: Chunk, score: float) -> Fused:
        return Fused(NodeId(one.id), score, {}, aside)

    now = with_code_for_tests(
        [Placed(PATH, 1.0, {}, fused(one, score)) for one, score in placed],
        [fused(one, score) for one, score in (*placed, *found)],
        files,
        cast("Words", Kinds([*known.values()])),
    )
    return [known[one.fused.id].name for one in now]


TEST = chunk("checks", SymbolKind.TEST)
TESTS = chunk("tests", SymbolKind.MODULE)
OTHER = chunk("checks_more", SymbolKind.TEST)
CODE, MORE = chunk("code"), chunk("more")


def test_the_best_code_of_the_file_is_shown_for_a_test() -> None:
    assert shown([(TEST, 1.0)], [(CODE, 0.6), (MORE, 0.5)]) == ["code"]


def test_code_stays() -> None:
    assert shown([(CODE, 1.0), (chunk("test"), 0.9)], [(MORE, 0.8)]) == ["code", "test"]


def test_code_that_counts_less_than_the_test_does_not_stand_for_it() -> None:
    assert shown([(TEST, 1.0)], [(CODE, 0.39)]) == ["checks"]


def test_neither_another_test_nor_a_module_stands_for_it() -> None:
    assert shown([(TEST, 1.0)], [(OTHER, 0.9), (TESTS, 0.85), (CODE, 0.8)]) == ["code"]
    assert shown([(TEST, 1.0)], [(OTHER, 0.9), (TESTS, 0.8)]) == ["checks"]


def test_code_and_a_test_above_it_change_their_places() -> None:
    assert shown([(TEST, 1.0), (CODE, 0.9)], []) == ["code", "checks"]
    assert shown([(TEST, 1.0), (CODE, 0.9), (OTHER, 0.8)], [(MORE, 0.7)]) == ["code", "more", "checks_more"]
    assert shown([(CODE, 0.9), (TEST, 0.8)], []) == ["code", "checks"]


def test_a_chunk_is_shown_once() -> None:
    assert shown([(TEST, 1.0), (OTHER, 1.0)], [(CODE, 0.9), (MORE, 0.8)]) == ["code", "more"]


@given(
    tests=st.lists(st.booleans(), max_size=8),
    scores=st.lists(st.floats(0.1, 1.0), min_size=8, max_size=8),
    cut=st.integers(0, 8),
)
def test_each_chunk_is_shown_once_and_no_code_gives_way(tests: list[bool], scores: list[float], cut: int) -> None:
    made = [chunk(f"f{at}", SymbolKind.TEST if test else SymbolKind.FUNCTION) for at, test in enumerate(tests)]
    found = list(zip(made, sorted(scores, reverse=True), strict=False))
    before = [one.name for one, _ in found[:cut]]
    now = shown(found[:cut], found[cut:])
    assert len(now) == len(set(now)) == len(before)
    code = {one.name for one in made if one.symbol_kind != SymbolKind.TEST}
    assert code.intersection(before) <= set(now)
    # no test comes higher than it was
    assert all(now.index(name) >= before.index(name) for name in set(now) - code)


def test_a_test_of_a_file_that_was_not_ranked_is_shown() -> None:
    placed = [Placed(PATH, 0.0, {}, Fused(NodeId(TEST.id), 0.1, {}))]
    assert with_code_for_tests(placed, [], {}, cast("Words", Kinds([TEST]))) == placed


def test_in_a_file_of_tests_the_test_is_shown() -> None:
    assert shown([(TEST, 1.0)], [(CODE, 0.9)], aside=True) == ["checks"]


def test_a_question_shows_a_test_where_it_asks_for_one(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "rolling.rs").write_text(ROLLING)
    (tmp_path / "Cargo.toml").write_text('[package]\nname = "rolling"\nversion = "0.1.0"\n')
    api.index(tmp_path, cwd=tmp_path, jobs=1)

    def first(text: str) -> str:
        return api.search(text, repo=tmp_path, cwd=tmp_path, scope=Scope()).hits[0].chunk.name

    assert first("when are old log files deleted") in {"prune", "Rolling"}
    test = "old_log_files_are_deleted_when_there_are_too_many"
    assert first("tests for old log files that are deleted") == test
    assert first(test) == test
