"""Headers of C and C++."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.import_trees import Edited, check_asked, edits, found, meant

_PROJECT = dict.fromkeys(
    (
        "src/a.c",
        "src/a.h",
        "src/net/tcp.c",
        "src/net/tcp.h",
        "src/common.h",
        "include/lib/lib.h",
        "include/lib.h",
        "include/lib/fmt/core.h",
        "include/lib/fmt/chrono.h",
        "include/common.h",
        "tests/t.cc",
        "deps/zip/zip.h",
        "deps/one/util.h",
        "deps/two/util.h",
        "deps/two/sub/x.c",
        "deps/musl/include/string.h",
        "deps/musl/src/m.c",
        "deps/fmt/include/fmt/core.h",
        "deps/fmt/src/format.cc",
        "compat/stdint.h",
        "config.h",
    ),
    "",
)


@pytest.mark.parametrize(
    ("importer", "text", "expected"),
    [
        ("src/a.c", '"a.h"', "src/a.h"),
        ("src/a.c", "a.h", "src/a.h"),
        ("src/a.c", '"net/tcp.h"', "src/net/tcp.h"),
        ("src/net/tcp.c", '"../a.h"', "src/a.h"),
        ("src/net/tcp.c", '"common.h"', "src/common.h"),
        ("src/a.c", '"common.h"', "src/common.h"),
        ("src/net/tcp.c", "<common.h>", "include/common.h"),
        ("src/a.c", "<common.h>", "include/common.h"),
        ("tests/t.cc", "<lib/lib.h>", "include/lib/lib.h"),
        ("tests/t.cc", "<lib.h>", "include/lib.h"),
        ("tests/t.cc", '"src/net/tcp.h"', "src/net/tcp.h"),
        ("src/net/tcp.c", '"config.h"', "config.h"),
        ("tests/t.cc", "<fmt/core.h>", "deps/fmt/include/fmt/core.h"),
        ("deps/fmt/src/format.cc", '"fmt/core.h"', "deps/fmt/include/fmt/core.h"),
        # one file ends so, or several
        ("src/a.c", '"tcp.h"', "src/net/tcp.h"),
        ("tests/t.cc", '"zip.h"', "deps/zip/zip.h"),
        ("tests/t.cc", '"util.h"', "nothing"),
        ("deps/two/sub/x.c", '"util.h"', "deps/two/util.h"),
        ("tests/t.cc", '"ip.h"', "nothing"),
        # a header is not what it includes, and a folder of headers no place of its own
        ("include/lib/fmt/core.h", "<fmt/core.h>", "deps/fmt/include/fmt/core.h"),
        ("include/lib/fmt/chrono.h", "<fmt/chrono.h>", "-> fmt"),
        ("include/lib/lib.h", "<fmt/chrono.h>", "-> fmt"),
        ("include/lib/lib.h", '"fmt/chrono.h"', "include/lib/fmt/chrono.h"),
        # headers of the platform
        ("src/a.c", "<string.h>", "-> std"),
        ("src/a.c", '"string.h"', "-> std"),
        ("src/a.c", "<stdint.h>", "-> std"),
        ("deps/musl/src/m.c", "<string.h>", "deps/musl/include/string.h"),
        ("src/a.c", "<sys/socket.h>", "-> std"),
        ("src/a.c", "<vector>", "-> std"),
        ("src/a.c", "<boost/asio.hpp>", "-> boost"),
        ("src/a.c", "<zlib.h>", "-> zlib"),
        ("src/a.c", '"gtest/gtest.h"', "-> gtest"),
        ("src/a.c", '"net/made.h"', "nothing"),
        ("src/a.c", '"made.h"', "nothing"),
        ("src/a.c", '"../../../etc/passwd"', "nothing"),
        ("src/a.c", "</etc/passwd>", "nothing"),
        ("src/a.c", "", "nothing"),
        ("src/a.c", "<>", "nothing"),
    ],
)
def test_a_header_is_looked_for_around_who_includes_it(importer: str, text: str, expected: str) -> None:
    assert meant("c", _PROJECT, importer, text) == expected
    assert meant("cpp", _PROJECT, importer, text) == expected


_NAMES = [
    "a/x.h",
    "a/b/x.h",
    "x.h",
    "include/x.h",
    "a/include/x.h",
    "c/include/x.h",
    "c/x.h",
    "d/b/x.h",
    "include/string.h",
    "a/string.h",
]
_TEXTS = ['"x.h"', "<x.h>", '"b/x.h"', "<b/x.h>", '"../x.h"', "<string.h>", '"string.h"', '"../b/x.h"', "<y/x.h>"]


@given(edits(_NAMES, {}))
def test_an_answer_holds_while_nothing_of_what_it_asked_changed(edited: Edited) -> None:
    check_asked("c", edited, [(importer, text) for importer in ("a/m.c", "m.c", "a/b/m.c", "c/m.c") for text in _TEXTS])


@given(st.lists(st.sampled_from(_NAMES), max_size=5), st.text(alphabet='abx.h/\\<>" \0', max_size=12))
def test_any_text_gives_an_answer(names: list[str], text: str) -> None:
    it = found("c", dict.fromkeys(names, ""), "a/b/m.c", text)
    assert set(it.files) <= set(names)
    assert not (it.files and it.external)
