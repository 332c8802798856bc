"""The edges of the small repositories in `tests/fixtures/languages`, and what stays open in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegraph.discover.languages import language_of
from codegraph.resolve.units import SCOPED_LANGUAGES
from tests.support.modules import Modules

FIXTURES = Path(__file__).parents[3] / "fixtures" / "languages"
REPOSITORIES = sorted(
    folder.name
    for folder in FIXTURES.iterdir()
    if any(language_of(file.name) in SCOPED_LANGUAGES for file in folder.rglob("*"))
)


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_edges(repository: str, snapshot: object) -> None:
    folder = FIXTURES / repository
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    found = Modules({file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}).resolved()
    assert {"edges": sorted(found.edges), "open": sorted(found.open)} == snapshot
