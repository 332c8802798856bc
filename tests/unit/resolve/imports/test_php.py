"""Classes of PHP."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.import_trees import Edited, check_asked, edits, found, meant

_PROJECT = {
    "composer.json": r"""{
        "autoload": {"psr-4": {"Me\\App\\": "src/", "Me\\App\\Deep\\": ["deep/a", "deep/b"]},
        "psr-0": {"Old_": "old/"}},
        "require": {"php": "8", "old-x/part": "^1"},
        "autoload-dev": {"psr-4": {"Me\\App\\Tests\\": "tests"}, "files": ["x.php"]}
    }""",
    "packages/log/composer.json": r'{"autoload": {"psr-4": {"Me\\Log\\": ""}}}',
    "src/Page.php": "",
    "src/Web/Form.php": "",
    "src/Web/functions.php": "",
    "deep/b/X.php": "",
    "old/Old/Thing.php": "",
    "tests/PageTest.php": "",
    "packages/log/Logger.php": "",
    "lib/tool.php": "",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Me\App\Page", "src/Page.php"),
        (r"\Me\App\Web\Form", "src/Web/Form.php"),
        (r"Me\App\Deep\X", "deep/b/X.php"),
        (r"Me\App\Tests\PageTest", "tests/PageTest.php"),
        (r"Me\Log\Logger", "packages/log/Logger.php"),
        (r"Old_Thing", "old/Old/Thing.php"),
        (r"Me\App\Web\escape", "src/Web/Form.php src/Web/functions.php | escape"),
        (r"Me\App\None\Here", "nothing"),
        (r"Me\App\SomeTools\Here", "nothing"),
        (r"Me\SomeTools\Here", "-> Me"),
        (r"Me\Log\Extra\Here", "nothing"),
        (r"Old_X\Part\Y", "-> old-x/part"),
        (r"Symfony\Component\Yaml\Yaml", "-> Symfony"),
        ("Exception", "-> php"),
        ("../lib/tool.php", "lib/tool.php"),
        ("/../lib/tool.php", "lib/tool.php"),
        ("lib/tool.php", "lib/tool.php"),
        ("./none.php", "nothing"),
        ("../../etc/passwd", "nothing"),
        ("", "nothing"),
    ],
)
def test_a_namespace_is_a_folder_as_the_configuration_says(text: str, expected: str) -> None:
    assert meant("php", _PROJECT, "src/Page.php", text) == expected


_NAMES = ["src/A.php", "src/B/C.php", "src/B/f.php", "b/C.php", "A.php"]
_CONFIGURATIONS = {
    "composer.json": [
        "{}",
        r'{"autoload": {"psr-4": {"X\\": "src"}}}',
        r'{"autoload": {"psr-0": {"X": "", "": "src"}}}',
    ],
    "b/composer.json": [r'{"autoload": {"psr-4": {"X\\B\\": "."}}}', r'{"autoload-dev": {"psr-4": {"X\\": [".", 1]}}}'],
}
_TEXTS = [r"X\A", r"X\B\C", r"X\B\g", "A", "./A.php", "src/A.php", r"B\C", r"Y\Z"]


@given(edits(_NAMES, _CONFIGURATIONS))
def test_an_answer_holds_while_nothing_of_what_it_asked_changed(edited: Edited) -> None:
    check_asked("php", edited, [(importer, text) for importer in ("src/M.php", "M.php") for text in _TEXTS])


@given(
    st.binary(max_size=100) | st.sampled_from([it.encode() for it in _CONFIGURATIONS["composer.json"]]),
    st.text(max_size=12),
)
def test_any_bytes_in_configurations_give_an_answer(data: bytes, text: str) -> None:
    it = found("php", {"composer.json": data, "src/A.php": b""}, "src/A.php", text)
    assert not (it.files and it.external)
