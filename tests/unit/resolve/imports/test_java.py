"""Classes and packages of Java."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.import_trees import Edited, check_asked, edits, found, meant

_PROJECT = dict.fromkeys(
    (
        "core/src/main/java/org/me/A.java",
        "core/src/main/java/org/me/B.java",
        "core/src/main/java/org/me/util/Texts.java",
        "core/src/test/java/org/me/ATest.java",
        "core/src/test/java/org/me/util/TextsTest.java",
        "web/src/main/java/org/me/web/Page.java",
        "web/src/main/java/org/me/util/Pages.java",
        "web/src/test/java/org/me/web/PageTest.java",
        "android/core/src/main/java/org/me/A.java",
        "android/app/src/main/java/org/me/app/App.java",
        "super/java/util/List.java",
        "super/java/util/Own.java",
        "plain/src/util/Maps.java",
    ),
    "",
)


@pytest.mark.parametrize(
    ("importer", "text", "expected"),
    [
        ("web/src/main/java/org/me/web/Page.java", "org.me.util.Texts", "core/src/main/java/org/me/util/Texts.java"),
        ("web/src/main/java/org/me/web/Page.java", "org.me.B.Inner", "core/src/main/java/org/me/B.java | Inner"),
        ("web/src/main/java/org/me/web/Page.java", "static org.me.B.make", "core/src/main/java/org/me/B.java | make"),
        ("web/src/main/java/org/me/web/Page.java", "org.me.B.*", "core/src/main/java/org/me/B.java | *"),
        (
            "web/src/main/java/org/me/web/Page.java",
            "org.me.util.*",
            "core/src/main/java/org/me/util/Texts.java web/src/main/java/org/me/util/Pages.java | *",
        ),
        (
            "core/src/test/java/org/me/ATest.java",
            "org.me.util.*",
            (
                "core/src/main/java/org/me/util/Texts.java core/src/test/java/org/me/util/TextsTest.java "
                "web/src/main/java/org/me/util/Pages.java | *"
            ),
        ),
        # a class without a file of its name
        (
            "core/src/main/java/org/me/A.java",
            "org.me.web.Helper",
            "web/src/main/java/org/me/web/Page.java | Helper",
        ),
        # of two the one in the importer's root, or nearest to it
        ("core/src/main/java/org/me/util/Texts.java", "org.me.A", "core/src/main/java/org/me/A.java"),
        ("core/src/test/java/org/me/ATest.java", "org.me.A", "core/src/main/java/org/me/A.java"),
        ("android/app/src/main/java/org/me/app/App.java", "org.me.A", "android/core/src/main/java/org/me/A.java"),
        ("plain/src/util/Maps.java", "util.Maps", "plain/src/util/Maps.java"),
        # the end of a package's name is none
        ("core/src/main/java/org/me/A.java", "web.Page", "-> web"),
        ("core/src/main/java/org/me/A.java", "me.util.Texts", "-> me.util"),
        ("core/src/main/java/org/me/A.java", "java.util.List", "-> java.util"),
        ("super/java/util/Own.java", "java.util.List", "super/java/util/List.java"),
        ("core/src/main/java/org/me/A.java", "org.junit.Assert.*", "-> org.junit"),
        ("core/src/main/java/org/me/A.java", "org.junit.*", "-> org.junit"),
        ("core/src/main/java/org/me/A.java", "", "nothing"),
        ("core/src/main/java/org/me/A.java", "a..b", "nothing"),
        ("core/src/main/java/org/me/A.java", "*", "nothing"),
    ],
)
def test_a_class_is_a_file_below_the_folders_of_its_package(importer: str, text: str, expected: str) -> None:
    assert meant("java", _PROJECT, importer, text) == expected


def test_a_package_of_its_own_is_gathered_from_all_roots_that_are_seen() -> None:
    seen = found("java", _PROJECT, "core/src/test/java/org/me/util/TextsTest.java", ".").files
    assert seen == (
        "core/src/test/java/org/me/util/TextsTest.java",
        "core/src/main/java/org/me/util/Texts.java",
        "web/src/main/java/org/me/util/Pages.java",
    )
    seen = found("java", _PROJECT, "core/src/main/java/org/me/util/Texts.java", ".").files
    assert seen == ("core/src/main/java/org/me/util/Texts.java", "web/src/main/java/org/me/util/Pages.java")
    assert found("java", _PROJECT, "plain/src/util/Maps.java", ".").files == ("plain/src/util/Maps.java",)
    assert found("java", {"A.java": "", "B.java": ""}, "A.java", ".").files == ("A.java", "B.java")


def test_what_nothing_tells_apart_is_all_given() -> None:
    files = dict.fromkeys(("one/a/b/C.java", "two/a/b/C.java", "main/x/y/Z.java"), "")
    assert found("java", files, "main/x/y/Z.java", "a.b.C").files == ("one/a/b/C.java", "two/a/b/C.java")


def test_kotlin_and_scala_share_packages_with_java() -> None:
    files = dict.fromkeys(
        (
            "app/src/main/kotlin/org/me/Page.kt",
            "app/src/main/kotlin/org/me/texts.kt",
            "app/src/main/java/org/me/Old.java",
            "app/src/main/scala/org/me/s/Box.scala",
        ),
        "",
    )
    main = "app/src/main/kotlin/org/me/Page.kt"
    assert meant("kotlin", files, main, "org.me.Old") == "app/src/main/java/org/me/Old.java"
    assert meant("java", files, "app/src/main/java/org/me/Old.java", "org.me.Page") == main
    assert meant("scala", files, "app/src/main/scala/org/me/s/Box.scala", "org.me.Page.*") == f"{main} | *"
    whole = "app/src/main/java/org/me/Old.java app/src/main/kotlin/org/me/Page.kt app/src/main/kotlin/org/me/texts.kt"
    assert meant("kotlin", files, main, "org.me.split") == f"{whole} | split"
    assert set(found("kotlin", files, main, ".").files) == set(whole.split())
    assert meant("kotlin", files, main, "kotlin.math.max") == "-> kotlin.math"


_NAMES = [
    "m/src/main/java/a/b/X.java",
    "m/src/main/java/a/b/Y.java",
    "m/src/test/java/a/b/X.java",
    "n/src/main/java/a/b/Y.java",
    "n/src/main/java/a/c/Z.java",
    "src/a/b/X.java",
    "src/a/Z.java",
    "a/b.java",
    "c/Z.java",
    "com/a/c/Z.java",
]
_TEXTS = ["a.b.X", "a.b.Y.m", "a.b.*", "a.c.Z", "a.c.W", "a.b.X.*", "a.Z", "c.Z", "a.b", ".", "java.util.List"]
_IMPORTERS = [
    "m/src/main/java/a/b/M.java",
    "m/src/test/java/a/b/M.java",
    "n/src/main/java/q/M.java",
    "src/a/M.java",
    "M.java",
]


@given(edits(_NAMES, {}))
def test_an_answer_holds_while_nothing_of_what_it_asked_changed(edited: Edited) -> None:
    check_asked("java", edited, [(importer, text) for importer in _IMPORTERS for text in _TEXTS])


@given(st.lists(st.sampled_from(_NAMES), max_size=5), st.text(alphabet="ab.*XY /", max_size=12))
def test_any_text_gives_an_answer(names: list[str], text: str) -> None:
    it = found("java", dict.fromkeys(names, ""), "m/src/main/java/a/b/M.java", text)
    assert set(it.files) <= set(names)
    assert not (it.files and it.external)
