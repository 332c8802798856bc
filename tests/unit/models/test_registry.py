"""The models there are: added, pulled, found, checked, forgotten."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from codegraph.errors import ConfigError, DiskError, DownloadError, ModelFileError, ModelMissingError, UsageError
from codegraph.models.catalogue import CatalogueEntry, catalogue, catalogue_entry
from codegraph.models.folder import models_folder
from codegraph.models.registry import add_model, find_model, list_models, pull_model, remove_model, verify_model
from tests.support.gguf import gguf_bytes, small_model
from tests.support.hub import Hub, serving

_TENSORS = {"token_embd.weight": (64, 262), "blk.0.attn_q.weight": (64, 64)}
_MODEL = gguf_bytes(small_model(), _TENSORS)
_ENTRY = CatalogueEntry(
    name="tiny",
    title="Tiny",
    repository="someone/tiny-GGUF",
    file="Tiny-F32.gguf",
    quantisation="F32",
    bytes=len(_MODEL),
    context=2048,
    vram_gb=0,
    license="MIT",
    note="",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "My Tiny.gguf"
    path.write_bytes(_MODEL)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


def test_an_added_model_is_recorded_where_it_lies(folder: Path, file: Path) -> None:
    model = add_model(folder, file)

    assert (model.name, model.path, model.owned) == ("my-tiny", str(file), False)
    assert model.sha256 == hashlib.sha256(_MODEL).hexdigest()
    assert list_models(folder) == [model]
    assert find_model(folder, "my-tiny") == model
    assert find_model(folder, "") == model


def test_hashing_shows_its_progress(folder: Path, file: Path) -> None:
    seen: list[tuple[int, int]] = []

    add_model(folder, file, progress=lambda done, total: seen.append((done, total)))

    assert seen[-1] == (len(_MODEL), len(_MODEL))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_MODEL[:-1], "truncated: 1 of"),
        (_MODEL[:500], "not a usable GGUF"),
        (b"<html>not found</html>", "does not start with GGUF"),
        (gguf_bytes(small_model()), "vocabulary only"),
        (gguf_bytes(small_model(split__count=3), _TENSORS), "split over several files"),
    ],
)
def test_what_is_no_whole_model_is_not_added(folder: Path, file: Path, data: bytes, message: str) -> None:
    file.write_bytes(data)

    with pytest.raises(ModelFileError, match=message) as caught:
        add_model(folder, file)

    assert caught.value.hint
    assert list_models(folder) == []


@pytest.mark.parametrize("name", ["../evil", "a/b", "", ".hidden", "Großes", "x" * 81])
def test_a_name_that_could_leave_the_folder_is_refused(folder: Path, file: Path, name: str) -> None:
    if not name:
        assert add_model(folder, file, name=name).name == "my-tiny"
        return
    with pytest.raises(UsageError):
        add_model(folder, file, name=name)


def test_a_name_is_not_taken_from_another_file(folder: Path, file: Path, tmp_path: Path) -> None:
    add_model(folder, file, name="one")
    other = tmp_path / "other.gguf"
    other.write_bytes(_MODEL)

    with pytest.raises(UsageError, match="is taken"):
        add_model(folder, other, name="one")
    assert add_model(folder, file, name="one").path == str(file)


def test_a_path_is_found_without_being_added(folder: Path, file: Path) -> None:
    model = find_model(folder, str(file))

    assert (model.path, model.sha256) == (str(file), "")
    with pytest.raises(ModelFileError):
        find_model(folder, str(file) + ".gguf")


def test_no_model_and_too_many_models_say_what_to_do(folder: Path, file: Path) -> None:
    with pytest.raises(ModelMissingError) as none:
        find_model(folder, "")
    with pytest.raises(ModelMissingError):
        find_model(folder, "qwen")
    add_model(folder, file, name="one")
    add_model(folder, file, name="two")
    with pytest.raises(ModelMissingError) as two:
        find_model(folder, "")

    assert "models pull" in none.value.hint
    assert "one, two" in two.value.hint


def test_a_changed_file_is_noticed(folder: Path, file: Path) -> None:
    model = add_model(folder, file)
    changed = bytearray(_MODEL)
    changed[-1] ^= 1
    file.write_bytes(bytes(changed))

    assert find_model(folder, model.name) == model
    with pytest.raises(ModelFileError, match="not what was recorded"):
        verify_model(model)

    file.write_bytes(_MODEL + b"x")
    with pytest.raises(ModelFileError, match="were recorded"):
        find_model(folder, model.name)
    file.unlink()
    with pytest.raises(ModelFileError, match="is gone"):
        find_model(folder, model.name)


def test_forgetting_an_added_model_leaves_its_file(folder: Path, file: Path) -> None:
    add_model(folder, file, name="one")

    assert remove_model(folder, "one") is False
    assert file.exists()
    with pytest.raises(ModelMissingError):
        remove_model(folder, "one")


def test_a_pulled_model_is_recorded_checked_and_deleted_with_its_record(folder: Path) -> None:
    with serving(Hub(_MODEL)) as hub:
        model = pull_model(folder, _ENTRY, base_url=hub.url)

    assert model.owned
    assert model.source.endswith("/someone/tiny-GGUF/resolve/main/Tiny-F32.gguf")
    assert model.sha256 == hashlib.sha256(_MODEL).hexdigest()
    verify_model(model)
    assert remove_model(folder, "tiny") is True
    assert list(folder.iterdir()) == []


def test_pulling_again_fetches_nothing_and_refuses_a_hub_that_changed(folder: Path) -> None:
    with serving(Hub(_MODEL)) as hub:
        model = pull_model(folder, _ENTRY, base_url=hub.url)
        hub.requests.clear()

        assert pull_model(folder, _ENTRY, base_url=hub.url) == model
        assert [method for method, _ in hub.requests] == ["HEAD"]

        hub.checksum = "1" * 64
        with pytest.raises(DownloadError, match="another checksum"):
            pull_model(folder, _ENTRY, base_url=hub.url)


def test_a_pulled_file_that_is_no_model_is_not_recorded(folder: Path) -> None:
    with serving(Hub(b"<html>sign in</html>")) as hub, pytest.raises(ModelFileError):
        pull_model(folder, _ENTRY, base_url=hub.url)

    assert list_models(folder) == []


def test_records_that_cannot_be_read_are_left_out(folder: Path, file: Path) -> None:
    model = add_model(folder, file, name="one")
    (folder / "bad.json").write_text("{")
    (folder / "odd.json").write_text(json.dumps({"name": "odd", "extra": 1}))
    (folder / "liar.json").write_text((folder / "one.json").read_text())

    assert list_models(folder) == [model]


def test_a_folder_that_cannot_be_made_is_a_disk_error(tmp_path: Path, file: Path) -> None:
    (tmp_path / "models").write_text("a file")

    with pytest.raises(DiskError, match="cannot be written"):
        add_model(tmp_path / "models", file)


@pytest.mark.parametrize(
    ("environ", "explicit", "expected"),
    [
        ({}, "/m", "/m"),
        ({"CODEGRAPH_DATA_HOME": "/d", "HOME": "/h"}, "", "/d/models"),
        ({"XDG_DATA_HOME": "/x", "HOME": "/h"}, "", "/x/codegraph/models"),
    ],
)
def test_the_folder_follows_the_environment(environ: dict[str, str], explicit: str, expected: str) -> None:
    assert models_folder(environ, explicit) == Path(expected)


def test_without_a_home_there_is_no_folder() -> None:
    assert models_folder({"HOME": "/h"}).is_relative_to("/h")
    with pytest.raises(ConfigError, match="no home folder"):
        models_folder({})


def test_the_catalogue_has_a_model_for_each_card_and_no_checksums() -> None:
    entries = catalogue()

    assert len({entry.name for entry in entries}) == len(entries)
    assert {entry.vram_gb for entry in entries} == {0, 8, 12}
    assert all(entry.license and entry.file.endswith(".gguf") and entry.bytes > 10**9 for entry in entries)
    assert all(entry.bytes < entry.vram_gb * 10**9 for entry in entries if entry.vram_gb)
    assert catalogue_entry("qwen2.5-coder-7b").url("http://mirror/").startswith("http://mirror/Qwen/")
    with pytest.raises(UsageError, match="catalogue") as caught:
        catalogue_entry("nothing")
    assert "qwen2.5-coder-14b" in caught.value.hint
