"""A setting has one value, from a known place, and a wrong one says where it stands and what is allowed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from codegraph.config import OPTIONS, Settings, Source, get, load_settings, repository_file, set_value, show, user_file
from codegraph.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / ".codegraph" / "local").mkdir(parents=True)
    return folder


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "config-home"
    home.mkdir()
    return {"CODEGRAPH_CONFIG_HOME": str(home), "HOME": str(tmp_path)}


def write_user(environ: dict[str, str], text: str) -> Path:
    path = user_file(environ)
    assert path
    path.write_text(text, encoding="utf-8")
    return path


def write_shared(root: Path, text: str) -> None:
    repository_file(root, local=False).write_text(text, encoding="utf-8")


def write_local(root: Path, text: str) -> None:
    repository_file(root, local=True).write_text(text, encoding="utf-8")


def test_without_any_source_all_settings_are_at_their_default(root: Path, environ: dict[str, str]) -> None:
    settings = load_settings(root, overrides={}, environ=environ)
    assert settings == Settings()
    assert not settings.origins
    assert settings.retrieve.limit == 10


def test_stronger_sources_win_and_are_named(root: Path, environ: dict[str, str]) -> None:
    seen = []
    user = write_user(environ, "[retrieve]\nlimit = 2\n")
    settings = load_settings(root, overrides={}, environ=environ)
    seen.append((settings.retrieve.limit, settings.origins["retrieve.limit"].source))
    assert settings.origins["retrieve.limit"].where == str(user)
    write_shared(root, "# ours\n[retrieve]\nlimit = 3\n")
    settings = load_settings(root, overrides={}, environ=environ)
    seen.append((settings.retrieve.limit, settings.origins["retrieve.limit"].source))
    assert settings.origins["retrieve.limit"].line == 3
    write_local(root, "retrieve.limit = 4\n")
    settings = load_settings(root, overrides={}, environ=environ)
    seen.append((settings.retrieve.limit, settings.origins["retrieve.limit"].source))
    write_user(environ, f"[retrieve]\nlimit = 2\n[repository.'{root}'.retrieve]\nlimit = 5\n")
    settings = load_settings(root, overrides={}, environ=environ)
    seen.append((settings.retrieve.limit, settings.origins["retrieve.limit"].source))
    environ["CODEGRAPH_RETRIEVE_LIMIT"] = "6"
    settings = load_settings(root, overrides={}, environ=environ)
    seen.append((settings.retrieve.limit, settings.origins["retrieve.limit"].source))
    settings = load_settings(root, overrides={"retrieve.limit": "7"}, environ=environ)
    seen.append((settings.retrieve.limit, settings.origins["retrieve.limit"].source))
    assert seen == [
        (2, Source.USER),
        (3, Source.REPOSITORY),
        (4, Source.LOCAL),
        (5, Source.USER_FOR_REPOSITORY),
        (6, Source.ENVIRONMENT),
        (7, Source.COMMAND_LINE),
    ]


def test_without_a_repository_only_the_users_file_counts(root: Path, environ: dict[str, str]) -> None:
    write_shared(root, "retrieve.limit = 3\n")
    write_user(environ, f"pack.budget = 9\n[repository.'{root}']\nretrieve.limit = 5\n")
    settings = load_settings(None, overrides={}, environ=environ)
    assert (settings.retrieve.limit, settings.pack.budget) == (10, 9)


@pytest.mark.parametrize(
    "text",
    [
        "llm.base_url = 'http://collector.invalid/v1'",
        "llm.model = './weights.gguf'",
        "rust.cargo = true",
        "models.dir = '/somewhere'",
        "models.base_url = 'http://collector.invalid'",
        "embed.model = './pickled'",
        "embed.kind = 'sentence-transformers'",
    ],
)
@pytest.mark.parametrize("local", [False, True])
def test_a_file_in_the_repository_cannot_run_trust_or_send(
    root: Path,
    environ: dict[str, str],
    text: str,
    local: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    repository_file(root, local=local).write_text(f"{text}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"not accepted from a file inside a repository .*config\.toml, line 1"):
        load_settings(root, overrides={}, environ=environ)


def test_the_users_file_may_trust_one_repository(root: Path, environ: dict[str, str], tmp_path: Path) -> None:
    write_user(environ, f"[repository.'{root}']\nrust.cargo = true\n")
    assert load_settings(root, overrides={}, environ=environ).rust.cargo
    assert not load_settings(tmp_path, overrides={}, environ=environ).rust.cargo


def test_a_key_is_never_read_from_a_file_nor_shown(root: Path, environ: dict[str, str]) -> None:
    environ["CODEGRAPH_LLM_API_KEY"] = "hunter2"
    settings = load_settings(root, overrides={}, environ=environ)
    assert settings.llm.api_key == "hunter2"
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(show(settings))
    assert "hunter2" not in str(get(settings, "llm.api_key"))
    write_user(environ, "llm.api_key = 'hunter2'\n")
    with pytest.raises(ConfigError) as raised:
        load_settings(root, overrides={}, environ=environ)
    assert "hunter2" not in str(raised.value) + raised.value.hint


def test_an_unknown_key_names_the_nearest_and_its_line(root: Path, environ: dict[str, str]) -> None:
    write_shared(root, "[pack]\nbudget = 100\n\n[retrieve]\nlimits = 3\n")
    with pytest.raises(ConfigError, match=r"'retrieve\.limits' .*config\.toml, line 5") as raised:
        load_settings(root, overrides={}, environ=environ)
    assert "retrieve.limit?" in raised.value.hint


def test_an_unknown_section_and_variable_are_errors_too(root: Path, environ: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="CODEGRAPH_PACK_BUDGETT"):
        load_settings(root, overrides={}, environ=environ | {"CODEGRAPH_PACK_BUDGETT": "1"})
    write_shared(root, "[retreive]\nlimit = 3\n")
    with pytest.raises(ConfigError, match="no setting 'retreive'"):
        load_settings(root, overrides={}, environ=environ)
    write_shared(root, "retrieve = 3\n")
    with pytest.raises(ConfigError, match="retrieve is a table"):
        load_settings(root, overrides={}, environ=environ)


def test_variables_of_other_programs_and_empty_ones_are_left_alone(root: Path, environ: dict[str, str]) -> None:
    others = {"CODEGRAPH_EMBEDDING_PROVIDER": "x", "CODEGRAPH_HOME": "y", "CODEGRAPH_PACK_BUDGET": ""}
    assert load_settings(root, overrides={}, environ=environ | others) == Settings()


@pytest.mark.parametrize(
    ("key", "text", "hint"),
    [
        ("retrieve.limit", "0", "a whole number from 1 to 1000"),
        ("retrieve.limit", "ten", "a whole number from 1 to 1000"),
        ("llm.temperature", "nan", "a number from 0 to 2"),
        ("discover.hidden", "maybe", "true or false"),
        ("store.hnsw", "maybe", "one of auto, on, off"),
        ("llm.base_url", "http://127.0.0.1:8080/v1,file:///etc", "an http:// or https:// address, or several"),
        ("models.dir", "relative", "an absolute path"),
        ("llm.model", "a\x00b", "a text"),
    ],
)
def test_a_bad_text_says_what_is_allowed(environ: dict[str, str], key: str, text: str, hint: str) -> None:
    with pytest.raises(ConfigError, match=key) as raised:
        load_settings(None, overrides={key: text}, environ=environ)
    assert hint in raised.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "retrieve.limit = true",
        "retrieve.limit = 3.0",
        "retrieve.limit = '3'",
        "discover.hidden = 1",
        "discover.include = [1]",
        "llm.temperature = 'warm'",
        "store.hnsw = true",
        "observe.log_level = {}",
        "retrieve.limit = 1979-05-27",
    ],
)
def test_a_value_of_another_type_is_refused(root: Path, environ: dict[str, str], text: str) -> None:
    write_shared(root, f"{text}\n")
    with pytest.raises(ConfigError, match=r"cannot be .* line 1"):
        load_settings(root, overrides={}, environ=environ)


def test_texts_become_values_of_the_right_type(environ: dict[str, str]) -> None:
    overrides = {
        "discover.include": "src, tests/*.rs ,",
        "discover.hidden": "YES",
        "llm.temperature": "1",
        "models.dir": "~/models",
    }
    settings = load_settings(None, overrides=overrides, environ=environ)
    assert settings.discover.include == ("src", "tests/*.rs")
    assert settings.discover.hidden is True
    assert isinstance(settings.llm.temperature, float)
    assert settings.models.dir == environ["HOME"] + "/models"


@pytest.mark.parametrize("data", [b"[retrieve\n", b"\xff\xfe", b"#" * (1 << 19), b"a = " + b"[" * 100_000])
def test_a_file_that_is_no_configuration_is_an_error_with_its_path(
    root: Path,
    environ: dict[str, str],
    data: bytes,
) -> None:
    path = repository_file(root, local=False)
    path.write_bytes(data)
    with pytest.raises(ConfigError) as raised:
        load_settings(root, overrides={}, environ=environ)
    assert str(path) in str(raised.value)
    assert raised.value.hint


def test_a_folder_in_place_of_the_file_is_an_error(root: Path, environ: dict[str, str]) -> None:
    repository_file(root, local=False).mkdir()
    with pytest.raises(ConfigError):
        load_settings(root, overrides={}, environ=environ)


def test_the_users_file_stands_in_the_systems_folder(tmp_path: Path) -> None:
    assert user_file({"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path / "codegraph" / "config.toml"
    assert user_file({"CODEGRAPH_CONFIG_HOME": str(tmp_path)}) == tmp_path / "config.toml"
    assert user_file({}) is None


def test_each_setting_is_shown_with_its_description_and_origin(root: Path, environ: dict[str, str]) -> None:
    settings = load_settings(root, overrides={"pack.budget": "99"}, environ=environ)
    rows = {row.key: row for row in show(settings)}
    assert list(rows) == list(OPTIONS)
    assert all(row.description and row.allowed for row in rows.values())
    assert (rows["pack.budget"].value, rows["pack.budget"].origin.source) == (99, Source.COMMAND_LINE)
    assert rows["pack.reserve_answer"].origin.source is Source.DEFAULT
    with pytest.raises(ConfigError, match=r"no setting 'pack\.size'"):
        get(settings, "pack.size")


def test_every_default_is_within_its_own_limits(environ: dict[str, str]) -> None:
    overrides = {
        key: ",".join(option.default) if isinstance(option.default, tuple) else str(option.default)
        for key, option in OPTIONS.items()
    }
    assert load_settings(None, overrides=overrides, environ=environ) == Settings()


def test_no_two_settings_share_a_variable() -> None:
    assert len({option.variable for option in OPTIONS.values()}) == len(OPTIONS)


def test_loading_the_settings_imports_nothing_heavy() -> None:
    script = (
        "import sys; from codegraph.config import load_settings; load_settings(None, overrides={}, environ={});"
        "print([m for m in ('tomllib', 'difflib', 'tempfile', 'json', 'numpy', 'blake3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_leave_to_run_build_scripts_holds_for_one_repository_only(root: Path, environ: dict[str, str]) -> None:
    key = "rust.trust-build-scripts"
    path = set_value(key, "true", root=root, environ=environ)
    assert path == user_file(environ)
    assert load_settings(root, overrides={}, environ=environ).rust.trust_build_scripts
    assert not load_settings(root.parent, overrides={}, environ=environ).rust.trust_build_scripts
    assert get(load_settings(root, overrides={}, environ=environ), key) is True


@pytest.mark.parametrize("name", ["trust-build-scripts", "trust_build_scripts"])
def test_leave_to_run_build_scripts_is_taken_from_nowhere_else(root: Path, environ: dict[str, str], name: str) -> None:
    with pytest.raises(ConfigError, match="one repository"):
        set_value(f"rust.{name}", "true", root=None, environ=environ)
    with pytest.raises(ConfigError, match="one repository"):
        load_settings(root, overrides={}, environ={**environ, "CODEGRAPH_RUST_TRUST_BUILD_SCRIPTS": "true"})
    write_user(environ, f"[rust]\n{name} = true\n")
    with pytest.raises(ConfigError, match="one repository"):
        load_settings(root, overrides={}, environ=environ)
    write_user(environ, "")
    repository_file(root, local=True).write_text(f"[rust]\n{name} = true\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="one repository"):
        load_settings(root, overrides={}, environ=environ)
