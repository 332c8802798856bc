"""Optional embedding models by name: what is known of each is data in `embedders.toml`; `pull_embedder` brings one.

A pulled model is a folder of its files with `embedder.json`, which tells how it is used and which bytes it is made of.
The embedder reads it from there; nothing else here knows how vectors are made.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from codegraph.errors import DiskError, DownloadError, ModelFileError, ModelMissingError
from codegraph.models.catalogue import DEFAULT_BASE_URL
from codegraph.models.download import fetch_file, stated_by

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from codegraph.models.download import Progress, Stated

CARD = "embedder.json"
"""The file that tells how a pulled model is used."""

_FOLDER = "embedders"
_GIT_TAG = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class EmbedderPreset:
    """An embedding model that can be pulled; see `embedders.toml` for the fields. `bytes` is approximate."""

    name: str
    title: str
    repository: str
    kind: str
    files: tuple[str, ...]
    pooling: str
    max_tokens: int
    dimensions: int
    bytes: int
    license: str
    note: str
    query: str = ""
    document: str = ""
    matryoshka: tuple[int, ...] = ()
    special: tuple[str, ...] = ()

    def url(self, file: str, base_url: str = "") -> str:
        """Give the address of one of its files under `base_url`, the hub's where that is empty."""
        return f"{(base_url or DEFAULT_BASE_URL).rstrip('/')}/{self.repository}/resolve/main/{file}"


@dataclass(frozen=True, slots=True)
class InstalledEmbedder:
    """A pulled embedding model: where it lies, and SHA-256 and size of each of its files."""

    name: str
    path: str
    kind: str
    size: int
    license: str
    source: str
    files: Mapping[str, Mapping[str, Any]]


@cache
def embedder_presets() -> tuple[EmbedderPreset, ...]:
    """Give all presets, in the order of the catalogue."""
    import tomllib  # noqa: PLC0415 - only the model commands need it

    text = files("codegraph.models").joinpath("embedders.toml").read_text("utf-8")
    return tuple(_preset(entry) for entry in tomllib.loads(text)["embedder"])


def _preset(entry: dict[str, Any]) -> EmbedderPreset:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return EmbedderPreset(**fields)


def embedder_preset(name: str) -> EmbedderPreset | None:
    """Find a preset by name."""
    return next((preset for preset in embedder_presets() if preset.name == name), None)


def embedder_folder(models: Path, name: str) -> Path:
    """Give the folder of a pulled embedding model, there or not."""
    return models / _FOLDER / name


def list_embedders(models: Path) -> list[InstalledEmbedder]:
    """List the embedding models that were pulled, by name; one whose record cannot be read is left out."""
    found = (_read_card(card.parent) for card in sorted((models / _FOLDER).glob(f"*/{CARD}")))
    return [one for one in found if one is not None]


def find_embedder(models: Path, name: str) -> InstalledEmbedder:
    """Find a pulled embedding model.

    Raises ModelMissingError if it was not pulled, ModelFileError if a file is gone or has another size than recorded.
    """
    folder = embedder_folder(models, name)
    installed = _read_card(folder)
    if installed is None:
        message = f"the embedding model {name} is not here"
        raise ModelMissingError(message, hint=f"codegraph models pull {name}")
    for file, recorded in installed.files.items():
        _check_size(folder / file, recorded, name)
    return installed


def pull_embedder(
    models: Path, preset: EmbedderPreset, *, base_url: str = "", progress: Progress | None = None, retries: int = 5
) -> InstalledEmbedder:
    """Download an embedding model, or finish a download that was cut short.

    Each file is checked against the checksum that the hub states: a SHA-256 for large files, the id of a git blob for
    small ones. What was recorded and is still stated is not fetched again; other content than at the first pull is
    refused. `progress(done, total)` is in bytes. Raises DownloadError, DiskError.
    """
    folder = embedder_folder(models, preset.name)
    known = _read_card(folder)
    stated = {file: stated_by(preset.url(file, base_url), retries=retries) for file in preset.files}
    total, done = sum(one.size for one in stated.values()), 0
    recorded: dict[str, dict[str, Any]] = {}
    for file, one in stated.items():
        target, before = folder / file, known.files.get(file) if known else None
        if before is not None and one.sha256 and before["sha256"] != one.sha256:
            message = f"{preset.name!r}: the hub now states another checksum of {file} than at the first pull"
            raise DownloadError(message, hint=f"if it is wanted: codegraph models remove {preset.name}, then pull")
        if before is None or not target.is_file() or _sha256(target) != before["sha256"]:
            offset = done
            report = None if progress is None else (lambda at, _, offset=offset: progress(offset + at, total))
            checksum = fetch_file(preset.url(file, base_url), target, stated=one, progress=report, retries=retries)
            _check_blob(target, one)
            recorded[file] = {"size": target.stat().st_size, "sha256": checksum}
        else:
            recorded[file] = dict(before)
        done += one.size
    _write_card(folder, preset, recorded, base_url)
    installed = _read_card(folder)
    if installed is None:
        message = f"{folder / CARD}: cannot be read back"
        raise DiskError(message, hint="check the disk")
    return installed


def remove_embedder(models: Path, name: str) -> bool:
    """Delete a pulled embedding model; tells whether there was one. Raises DiskError if it cannot be deleted."""
    folder = embedder_folder(models, name)
    if embedder_preset(name) is None or not folder.is_dir():
        return False
    try:
        shutil.rmtree(folder)
    except OSError as error:
        message = f"{folder}: cannot be removed: {error.strerror or error}"
        raise DiskError(message, hint="check the folder's permissions") from error
    return True


def _check_size(path: Path, recorded: Mapping[str, Any], name: str) -> None:
    size = path.stat().st_size if path.is_file() else -1
    if size != recorded["size"]:
        what = "is gone" if size < 0 else f"has {size} bytes, {recorded['size']} were recorded"
        message = f"{path}: a file of the embedding model {name} {what}"
        raise ModelFileError(message, hint=f"codegraph models pull {name}")


def _check_blob(path: Path, stated: Stated) -> None:
    """Compare a small file with the id of its git blob, which is what the hub states of it."""
    if stated.sha256 or not _GIT_TAG.fullmatch(stated.tag):
        return
    content = path.read_bytes()
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    if blob != stated.tag:
        path.unlink()
        message = f"{path.name}: what came is not what the hub states (git blob {blob}, not {stated.tag})"
        raise DownloadError(message, hint="try again, or check models.base_url")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_card(folder: Path) -> InstalledEmbedder | None:
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
        kept: dict[str, dict[str, Any]] = {
            file: {"size": int(one["size"]), "sha256": str(one["sha256"])} for file, one in card["files"].items()
        }
        told = [str(card[key]) for key in ("kind", "license", "source")]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    size = sum(int(one["size"]) for one in kept.values())
    return InstalledEmbedder(folder.name, str(folder), told[0], size, told[1], told[2], kept)


def _write_card(folder: Path, preset: EmbedderPreset, recorded: Mapping[str, Mapping[str, Any]], base_url: str) -> None:
    facts = asdict(preset)
    told = ("name", "title", "kind", "pooling", "query", "document", "max_tokens", "dimensions", "license")
    card = {
        **{key: facts[key] for key in told},
        "matryoshka": list(preset.matryoshka),
        "special": list(preset.special),
        "model": preset.files[0],
        "source": preset.url(preset.files[0], base_url),
        "files": recorded,
    }
    draft = folder / f"{CARD}.{os.getpid()}.tmp"
    try:
        draft.write_text(json.dumps(card, indent=2) + "\n", "utf-8")
        draft.replace(folder / CARD)
    except OSError as error:
        message = f"{folder / CARD}: cannot be written: {error.strerror or error}"
        raise DiskError(message, hint="free some space, or set models.dir to another folder") from error
