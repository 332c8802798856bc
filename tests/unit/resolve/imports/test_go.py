"""Packages of Go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.import_trees import Edited, check_asked, edits, found, meant

_PROJECT = {
    "go.mod": """// a module
module "example.com/me/app" // of ours
go 1.22
require (
    example.com/they/lib/v2 v2.0.0
    example.com/me/fork v0.0.0 // indirect
    k8s.io/api v1
)
replace (
    example.com/me/fork v0.0.0 => ./third/fork
    example.com/gone => ../elsewhere
)
""",
    "main.go": "",
    "main_test.go": "",
    "util/a.go": "",
    "util/b.go": "",
    "util/b_test.go": "",
    "util/c_test.go": "",
    "util/_draft.go": "",
    "util/data.txt": "",
    "util/deep/x.go": "",
    "util/internal/y.go": "",
    "third/fork/go.mod": "module example.com/me/fork\n",
    "third/fork/sub/z.go": "",
    "third/fork/z.go": "",
    "tools/go.mod": "module example.com/me/app/tools\n",
    "tools/cmd/t.go": "",
    "odd/go.mod": "module example.com/odd\n",
    "odd/o.go": "",
    "vendor/example.com/they/lib/v2/l.go": "",
    "one/testdata/go.mod": "module test\n",
    "one/testdata/t.go": "",
    "one/testdata/in/t.go": "",
    "two/testdata/go.mod": "module test\n",
    "two/testdata/in/t.go": "",
}


@pytest.mark.parametrize(
    ("importer", "text", "expected"),
    [
        ("main.go", "example.com/me/app/util", "util/a.go util/b.go"),
        ("main.go", "example.com/me/app/util/deep", "util/deep/x.go"),
        ("util/a.go", "example.com/me/app", "main.go"),
        ("main.go", "example.com/me/app/none", "nothing"),
        ("main.go", "example.com/me/app/odd", "nothing"),
        ("main.go", "example.com/odd", "odd/o.go"),
        ("util/deep/x.go", "example.com/me/app/util/internal", "util/internal/y.go"),
        ("main.go", "example.com/me/app/util/internal", "nothing"),
        ("main.go", "example.com/me/fork/sub", "third/fork/sub/z.go"),
        ("main.go", "example.com/gone/x", "-> example.com/gone/x"),
        ("main.go", "example.com/me/app/tools/cmd", "tools/cmd/t.go"),
        ("tools/cmd/t.go", "example.com/me/app/util", "util/a.go util/b.go"),
        ("main.go", "example.com/they/lib/v2", "vendor/example.com/they/lib/v2/l.go"),
        ("tools/cmd/t.go", "example.com/they/lib/v2", "-> example.com/they/lib"),
        ("main.go", "k8s.io/api/core/v1", "-> k8s.io/api"),
        ("main.go", "github.com/a/b/c/d", "-> github.com/a/b"),
        ("main.go", "fmt", "-> std"),
        ("main.go", "net/http", "-> std"),
        ("main.go", "C", "-> C"),
        ("main.go", ".", "main.go"),
        ("main_test.go", ".", "main.go main_test.go"),
        ("util/c_test.go", "example.com/me/app/util", "util/a.go util/b.go util/b_test.go util/c_test.go"),
        ("main.go", "./util/deep", "util/deep/x.go"),
        ("one/testdata/t.go", "test/in", "one/testdata/in/t.go"),
        ("main.go", "test/in", "-> std"),
        ("main.go", "", "nothing"),
    ],
)
def test_a_package_is_a_folder_of_a_module(importer: str, text: str, expected: str) -> None:
    assert meant("go", _PROJECT, importer, text) == expected


def test_a_workspace_says_which_modules_it_uses() -> None:
    files = {
        "go.work": "go 1.22\n\nuse (\n\t./a\n\t./b\n)\nreplace example.com/c => ./c\n",
        "a/go.mod": "module example.com/a",
        "a/a.go": "",
        "b/go.mod": "module example.com/b",
        "b/b.go": "",
        "old/go.mod": "module example.com/b",
        "old/b.go": "",
        "c/c.go": "",
    }
    assert meant("go", files, "a/a.go", "example.com/b") == "b/b.go"
    assert meant("go", files, "a/a.go", "example.com/c") == "c/c.go"
    del files["go.work"]
    # two claim the path, and nothing tells which of them is meant
    assert meant("go", files, "a/a.go", "example.com/b") == "-> example.com/b"


_NAMES = ["m.go", "m_test.go", "a/a.go", "a/a_test.go", "a/b.go", "a/internal/i.go", "b/b.go", "vendor/x.y/v/v.go"]
_CONFIGURATIONS = {
    "go.mod": ["module x.y/m\n", "module x.y/v\n", "module x.y/m\nreplace x.y/r => ./b\nrequire x.y/q v1\n"],
    "a/go.mod": ["module x.y/m/a\n", "module x.y/r\n", ""],
    "b/go.mod": ["module x.y/r\n", "module x.y/b\n"],
    "go.work": ["use ./b\n", "use (\n./a\n./b\n)\nreplace x.y/q => ./a\n"],
}
_TEXTS = ["x.y/m", "x.y/m/a", "x.y/m/a/internal", "x.y/r", "x.y/v", "x.y/q", "x.y/b", "fmt", ".", "./a"]


@given(edits(_NAMES, _CONFIGURATIONS))
def test_an_answer_holds_while_nothing_of_what_it_asked_changed(edited: Edited) -> None:
    check_asked("go", edited, [(it, text) for it in ("m.go", "a/a_test.go", "a/a.go", "b/b.go") for text in _TEXTS])


@given(
    st.dictionaries(
        st.sampled_from(["go.mod", "go.work", "p/go.mod"]),
        st.binary(max_size=200)
        | st.lists(
            st.sampled_from(["module", "replace", "=>", "use", "(", ")", "./p", "x.y", '"', "\n", "//"]), max_size=30
        ).map(lambda it: " ".join(it).encode()),
    ),
    st.text(max_size=20) | st.sampled_from(_TEXTS),
)
def test_any_bytes_in_configurations_give_an_answer(configurations: dict[str, bytes], text: str) -> None:
    it = found("go", {"p/a.go": b"", "x.go": b""} | configurations, "p/a.go", text)
    assert not (it.files and it.external)
