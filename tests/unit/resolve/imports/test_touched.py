"""What an edit touches of that on which answers rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.resolve.imports import imports_of, served
from codegraph.resolve.imports.globs import matches
from codegraph.resolve.imports.places import Questions, Tree
from codegraph.resolve.scoped.configuration import there
from tests.support.import_trees import touched

_PATHS = st.frozensets(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join), max_size=8)


def _without_files_in_files(paths: frozenset[str]) -> frozenset[str]:
    return frozenset(path for path in paths if not any(other.startswith(f"{path}/") for other in paths))


@pytest.mark.parametrize(
    ("before", "after", "edited", "expected"),
    [
        ("a", "a", "", ""),
        ("a", "a", "a", "a **/a"),
        ("a/x", "a/x a/y", "", "a/y **/y a/ **/a/"),
        ("a/x", "a/x b/c/y", "", "b/c/y **/y b/c/ **/c/ b/ **/b/ / **//"),
        ("x a/y", "a/y", "", "x **/x / **//"),
    ],
)
def test_a_file_its_name_and_the_folders_that_change_are_touched(
    before: str, after: str, edited: str, expected: str
) -> None:
    assert touched(before.split(), after.split(), edited.split()) == frozenset(expected.split())


@given(_PATHS.map(_without_files_in_files), _PATHS.map(_without_files_in_files))
def test_every_question_with_another_answer_is_touched(before: frozenset[str], after: frozenset[str]) -> None:
    changed = touched(before, after)
    folders = {path[:at] for path in before | after for at, it in enumerate(path) if it == "/"} | {""}
    answers = []
    for paths in (before, after):
        tree = Tree(paths, lambda _: None)
        answers.append(
            {path: Questions(tree).has(path) for path in before | after}
            | {f"{it}/": tuple(Questions(tree).entries(it)) for it in folders}
            | {f"**/{it}": tuple(Questions(tree).named(it)) for it in "abc"}
            | {
                f"**/{it}/": tuple((at, tuple(Questions(tree).entries(at))) for at in Questions(tree).folders_named(it))
                for it in "abc"
            },
        )
    old, new = answers
    assert {question for question in old if old[question] != new[question]} <= changed


@given(_PATHS.map(_without_files_in_files), _PATHS.map(_without_files_in_files))
def test_what_is_touched_some_file_that_came_or_went_is_part_of(before: frozenset[str], after: frozenset[str]) -> None:
    parts = {asked for path in before ^ after for asked, _ in there(path)}
    assert touched(before, after) <= parts


@pytest.mark.parametrize("language", sorted(served() - {"python"}))
def test_every_language_has_a_system(language: str) -> None:
    assert imports_of(language, [], lambda _: None).find("a", "b").files == ()


def test_other_languages_have_none() -> None:
    with pytest.raises(KeyError):
        imports_of("rust", [], lambda _: None)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("a/*", "a/b", True),
        ("a/*", "a/b/c", False),
        ("a/**", "a/b/c", True),
        ("**/*", "a", True),
        ("**/b/**/*.ts", "b/x.ts", True),
        ("**/b/**/*.ts", "a/b/c/d/x.ts", True),
        ("**/b/**/*.ts", "a/c/x.ts", False),
        ("a?/*b*c", "ax/1b2c", True),
        ("a?/*b*c", "a/1b2c", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:  # noqa: FBT001 - what is expected
    assert matches(pattern, path) is expected
