"""Files that Ruby requires."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.import_trees import Edited, check_asked, edits, found, meant

_PROJECT = dict.fromkeys(
    (
        "lib/app.rb",
        "lib/app/page.rb",
        "test/app_test.rb",
        "test/helper.rb",
        "gems/one/lib/one.rb",
        "gems/one/lib/shared.rb",
        "gems/one/spec/deep/one_spec.rb",
        "gems/one/spec/spec_helper.rb",
        "gems/two/lib/two.rb",
        "gems/two/lib/shared.rb",
    ),
    "",
)


@pytest.mark.parametrize(
    ("importer", "text", "expected"),
    [
        ("lib/app.rb", "./app/page", "lib/app/page.rb"),
        ("lib/app.rb", "./app/page.rb", "lib/app/page.rb"),
        ("lib/app/page.rb", "../app", "lib/app.rb"),
        ("test/app_test.rb", "app/page", "lib/app/page.rb"),
        ("test/app_test.rb", "helper", "test/helper.rb"),
        ("lib/app.rb", "helper", "-> helper"),
        ("gems/one/spec/deep/one_spec.rb", "spec_helper", "gems/one/spec/spec_helper.rb"),
        ("gems/one/spec/deep/one_spec.rb", "shared", "gems/one/lib/shared.rb"),
        ("gems/one/lib/one.rb", "app", "lib/app.rb"),
        ("lib/app.rb", "two", "gems/two/lib/two.rb"),
        ("lib/app.rb", "shared", "-> shared"),
        ("lib/app.rb", "json/add/core", "-> json"),
        ("lib/app.rb", "../../x", "nothing"),
        ("lib/app.rb", "/etc/x", "nothing"),
        ("lib/app.rb", "", "nothing"),
    ],
)
def test_a_file_is_looked_for_in_the_libraries_around(importer: str, text: str, expected: str) -> None:
    assert meant("ruby", _PROJECT, importer, text) == expected


_NAMES = ["lib/a.rb", "lib/b/a.rb", "x/lib/a.rb", "y/lib/a.rb", "x/a.rb", "x/test/a.rb", "a.rb"]
_TEXTS = ["a", "./a", "../a", "b/a", "a.rb", "json"]


@given(edits(_NAMES, {}))
def test_an_answer_holds_while_nothing_of_what_it_asked_changed(edited: Edited) -> None:
    check_asked("ruby", edited, [(it, text) for it in ("x/m.rb", "m.rb", "x/test/m.rb", "z/m.rb") for text in _TEXTS])


@given(st.lists(st.sampled_from(_NAMES), max_size=5), st.text(alphabet="ab./\\\0", max_size=12))
def test_any_text_gives_an_answer(names: list[str], text: str) -> None:
    it = found("ruby", dict.fromkeys(names, ""), "x/m.rb", text)
    assert set(it.files) <= set(names)
    assert not (it.files and it.external)
