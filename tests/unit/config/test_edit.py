"""Setting a value changes that value and nothing else in the file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.config import load_settings, repository_file, set_value, user_file
from codegraph.config.edit import edited
from codegraph.errors import ConfigError

if TYPE_CHECKING:
    from codegraph.config import Value

HERE = Path("config.toml")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"CODEGRAPH_CONFIG_HOME": str(tmp_path / "config-home")}


def test_a_plain_setting_goes_to_the_local_file(tmp_path: Path, environ: dict[str, str]) -> None:
    path = set_value("retrieve.limit", "20", root=tmp_path, environ=environ)
    assert path == repository_file(tmp_path, local=True)
    assert path.read_text(encoding="utf-8") == "[retrieve]\nlimit = 20\n"
    assert (path.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert load_settings(tmp_path, overrides={}, environ=environ).retrieve.limit == 20


def test_a_trusting_setting_of_a_repository_goes_to_the_users_file(tmp_path: Path, environ: dict[str, str]) -> None:
    path = set_value("llm.base_url", "http://127.0.0.1:8080/v1", root=tmp_path, environ=environ)
    assert path == user_file(environ)
    assert not (tmp_path / ".codegraph").exists()
    assert load_settings(tmp_path, overrides={}, environ=environ).llm.base_url == ("http://127.0.0.1:8080/v1",)
    assert load_settings(None, overrides={}, environ=environ).llm.base_url == ()
    set_value("llm.base_url", "http://127.0.0.1:9090/v1", root=tmp_path, environ=environ)
    assert load_settings(tmp_path, overrides={}, environ=environ).llm.base_url == ("http://127.0.0.1:9090/v1",)


def test_without_a_repository_the_users_file_is_set(environ: dict[str, str]) -> None:
    path = set_value("rust.cargo", "true", root=None, environ=environ)
    assert path.read_text(encoding="utf-8") == "[rust]\ncargo = true\n"
    assert path.stat().st_mode & 0o077 == 0


def test_a_secret_is_not_written(tmp_path: Path, environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match=r"llm\.api_key is a secret"):
        set_value("llm.api_key", "hunter2", root=None, environ=environ)
    with pytest.raises(ConfigError, match=r"llm\.api_key is a secret"):
        set_value("llm.api_key", "hunter2", root=tmp_path, environ=environ)


def test_a_bad_value_leaves_no_file(tmp_path: Path, environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        set_value("retrieve.limit", "-1", root=tmp_path, environ=environ)
    assert not (tmp_path / ".codegraph").exists()


def test_nothing_is_written_through_a_link(tmp_path: Path, environ: dict[str, str]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "repository"
    root.mkdir()
    (root / ".codegraph").symlink_to(outside, target_is_directory=True)
    with pytest.raises(ConfigError, match="symbolic link"):
        set_value("retrieve.limit", "20", root=root, environ=environ)
    assert not list(outside.iterdir())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "[pack]\nbudget = 7\n"),
        ("# mine\n[pack]\nbudget = 1  # small\nother = 2\n", "# mine\n[pack]\nbudget = 7  # small\nother = 2\n"),
        ("[pack]\n\n[retrieve]\nlimit = 3", "[pack]\nbudget = 7\n\n[retrieve]\nlimit = 3\n"),
        ("pack.budget=1\n", "pack.budget = 7\n"),
        ("[pack]\nbudget = [\n  1,\n  2,\n]\nx = 1\n", "[pack]\nbudget = 7\nx = 1\n"),
        ("[pack]\r\nx = 1\r\nbudget = 1\r\n", "[pack]\r\nx = 1\r\nbudget = 7\n"),
        ("[pack]\r\nx = 1\r\n", "[pack]\r\nbudget = 7\nx = 1\r\n"),
        ('[a."\x85"]\nx = 1\n[pack]\nbudget = 1\n', '[a."\x85"]\nx = 1\n[pack]\nbudget = 7\n'),
        ("[other]\nbudget = 1\n", "[other]\nbudget = 1\n\n[pack]\nbudget = 7\n"),
    ],
)
def test_the_rest_of_the_file_stays_as_it_was(text: str, expected: str) -> None:
    assert edited(text, ("pack", "budget"), 7, HERE) == expected


@pytest.mark.parametrize("text", ["pack = { budget = 1 }\n", "pack = 3\n", "[[pack]]\nbudget = 1\n"])
def test_what_cannot_be_edited_safely_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="cannot be edited safely"):
        edited(text, ("pack", "budget"), 7, HERE)


KEYS = st.tuples(
    st.sampled_from(["repository", "a"]), st.text(st.characters(exclude_categories=["Cs"]), max_size=8), st.just("key")
)
VALUES = st.one_of(
    st.booleans(),
    st.integers(min_value=-(2**31), max_value=2**31),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=3).map(tuple),
)


@given(st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=6))
def test_any_sequence_of_edits_is_read_back(edits: list[tuple[tuple[str, str, str], Value]]) -> None:
    text = ""
    expected: dict[tuple[str, str, str], object] = {}
    for key, value in edits:
        text = edited(text, key, value, HERE)
        expected[key] = list(value) if isinstance(value, tuple) else value
    tables = tomllib.loads(text)
    assert {key: tables[key[0]][key[1]][key[2]] for key in expected} == expected
