from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.identity import NodeId
from codegraph.model import ReferenceState
from codegraph.parse.parsing import parse_file
from codegraph.resolve.scip.answers import Source, collect, decode_answers, encode_answers
from codegraph.resolve.scip.reading import open_index
from tests.support import scip

if TYPE_CHECKING:
    from pathlib import Path

    from codegraph.resolve.scip.answers import Collected

PATH = "src/lib.rs"
CODE = """\
struct A;
impl A { fn run(&self) {} }
fn run() {}
fn outer() {
    fn inner() {}
    inner();
}
fn other() {
    fn inner() {}
    inner();
    run();
    let f = || 1;
    f();
    A.run();
    println!("{}", outer());
    std::mem::drop(1);
}
"""


def names(collected: Collected, code: str = CODE) -> dict[str, str]:
    """Say for each answered line what its references mean, symbols by kind, parent's kind and line."""
    facts = parse_file(PATH, "rust", code.encode())
    by_start = {reference.start: reference for reference in facts.references}
    told = {}
    for start, answer in collected.answers.get(PATH, {}).items():
        reference = by_start[start]
        target = str(answer.target and facts.symbols[int(answer.target[-4:], 16)].name_line)
        told[f"{reference.line} {reference.name}"] = (
            f"line {target}" if answer.state is ReferenceState.RESOLVED else f"{answer.state} {answer.reason}"
        )
    return told


def answers(tmp_path: Path, *occurrences: bytes, own: bool = True, code: str = CODE, path: str = PATH) -> Collected:
    file = tmp_path / "index.scip"
    file.write_bytes(scip.index(scip.document(path, occurrences)))
    facts = parse_file(PATH, "rust", code.encode())
    ids = [NodeId(f"{n:032x}") for n in range(len(facts.symbols))]
    source = Source(facts, ids, code.encode())
    with open_index(file) as index:
        return collect(index, lambda name: source if name == PATH else None, own=own)


def test_a_definition_is_found_by_its_place(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        scip.occurrence([3, 3, 8], "demo cargo it 1 outer().", definition=True),
        scip.occurrence([14, 19, 24], "demo cargo it 1 outer()."),
    )
    assert names(found) == {"15 outer": "line 4"}


def test_symbols_of_other_packages_are_external(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        scip.occurrence([2, 3, 6], "demo cargo it 1 run().", definition=True),
        scip.occurrence([15, 14, 18], "demo cargo core 1 mem/drop()."),
        scip.occurrence([10, 4, 7], "demo cargo it 1 made_by_a_macro()."),
    )
    assert names(found) == {"16 drop": "external core"}


def test_functions_of_one_moniker_are_told_apart_by_what_can_be_seen(tmp_path: Path) -> None:
    inner = "demo cargo it 1 inner()."
    found = answers(
        tmp_path,
        scip.occurrence([4, 7, 12], inner, definition=True),
        scip.occurrence([8, 7, 12], inner, definition=True),
        scip.occurrence([5, 4, 9], inner),
        scip.occurrence([9, 4, 9], inner),
    )
    assert names(found) == {"6 inner": "line 5", "10 inner": "line 9"}


def test_a_method_call_means_no_free_function_and_a_doubt_is_left_open(tmp_path: Path) -> None:
    run = "demo cargo it 1 run()."
    found = answers(
        tmp_path,
        scip.occurrence([1, 12, 15], run, definition=True),
        scip.occurrence([2, 3, 6], run, definition=True),
        scip.occurrence([10, 4, 7], run),
        scip.occurrence([13, 6, 9], run),
    )
    assert names(found) == {"14 run": "line 2"}


def test_two_meanings_of_one_place_are_no_answer(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        scip.occurrence([2, 3, 6], "demo cargo it 1 run().", definition=True),
        scip.occurrence([3, 3, 8], "demo cargo it 1 outer().", definition=True),
        scip.occurrence([10, 4, 7], "demo cargo it 1 run()."),
        scip.occurrence([10, 4, 7], "demo cargo it 1 outer()."),
    )
    assert names(found) == {}


def test_an_index_from_elsewhere_must_fit_the_bytes(tmp_path: Path) -> None:
    moved = [scip.occurrence([3, 3, 6], "demo cargo it 1 run().", definition=True)]
    assert answers(tmp_path, *moved, own=False).stale == [PATH]
    fitting = [
        scip.occurrence([2, 3, 6], "demo cargo it 1 run().", definition=True),
        scip.occurrence([10, 4, 7], "demo cargo it 1 run()."),
        # a reference under another name is not believed, for the file may be another one from here on
        scip.occurrence([5, 4, 9], "demo cargo it 1 run()."),
    ]
    assert names(answers(tmp_path, *fitting, own=False)) == {"11 run": "line 3"}


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../src/lib.rs", "src/absent.rs"])
def test_documents_of_other_files_are_listed(tmp_path: Path, path: str) -> None:
    found = answers(tmp_path, path=path)
    assert found.unknown == [path]
    assert found.answers == {}


def test_paths_are_normalized(tmp_path: Path) -> None:
    assert PATH in answers(tmp_path, path="./src\\lib.rs").answers


def test_answers_come_back_as_they_were_packed(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        scip.occurrence([2, 3, 6], "demo cargo it 1 run().", definition=True),
        scip.occurrence([10, 4, 7], "demo cargo it 1 run()."),
        scip.occurrence([15, 14, 18], "demo cargo core 1 mem/drop()."),
    ).answers[PATH]
    assert len(found) == 2
    assert decode_answers(encode_answers(found)) == found


SCRIPT = """\
class A:
    def __init__(self): pass
    def go(self): return self

def other(): return "é🙂", A(), A().go()
"""
A = "demo python it 1 `a`/A#"


def of_script(tmp_path: Path, *occurrences: bytes, encoding: int = 0, text: str = "") -> Collected:
    file = tmp_path / "index.scip"
    file.write_bytes(scip.index(scip.document("a.py", occurrences, encoding, text)))
    facts = parse_file("a.py", "python", SCRIPT.encode())
    ids = [NodeId(f"{n:032x}") for n in range(len(facts.symbols))]
    with open_index(file) as index:
        return collect(index, lambda _: Source(facts, ids, SCRIPT.encode()), own=False)


@pytest.mark.parametrize(("encoding", "shift"), [(0, 0), (2, 0), (0, -1), (3, -1), (0, 3), (1, 3)])
def test_positions_count_what_fits_where_nothing_is_said(tmp_path: Path, encoding: int, shift: int) -> None:
    """`shift` is what the two characters count more than in UTF-16: characters one less, bytes three more."""
    column = SCRIPT.splitlines()[4].index("A()") + 1 + shift
    found = of_script(
        tmp_path,
        scip.occurrence([0, 6, 7], A, definition=True),
        scip.occurrence([4, column, column + 1], A),
        scip.occurrence([4, column + 5, column + 6], A),
        encoding=encoding,
    )
    assert {str(one.target)[-1] for one in found.answers["a.py"].values()} == {"1"}
    assert len(found.answers["a.py"]) == 2


def test_who_makes_an_object_names_its_class(tmp_path: Path) -> None:
    column = SCRIPT.splitlines()[4].index("A()") + 1
    found = of_script(
        tmp_path,
        scip.occurrence([1, 8, 16], f"{A}`<constructor>`().", definition=True),
        scip.occurrence([4, column, column + 1], f"{A}`<constructor>`()."),
    )
    assert [str(one.target)[-1] for one in found.answers["a.py"].values()] == ["1"]


def test_an_index_that_cuts_words_or_has_another_text_is_of_other_bytes(tmp_path: Path) -> None:
    good = scip.occurrence([0, 6, 7], A, definition=True)
    assert of_script(tmp_path, good).stale == []
    assert of_script(tmp_path, good, scip.occurrence([1, 9, 12], "local 1")).stale == ["a.py"]
    assert of_script(tmp_path, good, scip.occurrence([90, 0, 2], "local 1")).stale == ["a.py"]
    assert of_script(tmp_path, good, text=SCRIPT).stale == []
    assert of_script(tmp_path, good, text=SCRIPT + "\n").stale == ["a.py"]
