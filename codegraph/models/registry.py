"""The models there are: one record beside each, so that processes never share a file that both write.

A model is added in place, or pulled into the folder. Its header is read, its tensors must all be there, and its
SHA-256 is recorded then; afterwards a changed size is noticed at every use and a changed byte by `verify_model`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codegraph.errors import DiskError, DownloadError, ModelFileError, ModelMissingError, UsageError
from codegraph.gguf import GgufHeader, read_header
from codegraph.models.download import Stated, fetch_file, stated_by

if TYPE_CHECKING:
    from codegraph.models.catalogue import CatalogueEntry
    from codegraph.models.download import Progress

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_BLOCK = 1 << 20
_HINT_LIST = "`codegraph models list` shows the models there are; `codegraph models pull NAME` fetches one"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that is there. `owned` files were pulled and lie in the models' folder; others stay the user's."""

    name: str
    path: str
    size: int
    sha256: str
    source: str
    owned: bool
    architecture: str
    quantisation: str = ""
    license: str = ""


def list_models(folder: Path) -> list[InstalledModel]:
    """List the recorded models by name; a record that cannot be read is left out."""
    found = [_read_record(record) for record in sorted(folder.glob("*.json"))]
    return [model for model in found if model is not None]


def find_model(folder: Path, wanted: str) -> InstalledModel:
    """Find the model that `wanted` names, a recorded name or the path of a GGUF file; empty takes the only one.

    Raises ModelMissingError if there is none or an empty name leaves a choice, and ModelFileError if the file is
    gone, or its size is not the recorded one.
    """
    models = list_models(folder)
    named = [model for model in models if model.name == wanted] or ([] if wanted else models)
    if len(named) == 1:
        _check_size(named[0])
        return named[0]
    if wanted and (wanted.endswith(".gguf") or os.sep in wanted):
        header = whole_header(Path(wanted))
        return _describe(_safe_name(Path(wanted)), header, sha256="", source="file", owned=False)
    message = f"no model named {wanted!r}" if wanted else f"{len(models) or 'no'} models are there, and none is chosen"
    raise ModelMissingError(message, hint=_HINT_LIST if not models else f"choose one of {_names(models)}: --model NAME")


def add_model(folder: Path, path: Path, *, name: str = "", progress: Progress | None = None) -> InstalledModel:
    """Record the GGUF file at `path` where it lies; `progress(done, total)` follows the hashing, in bytes.

    Raises ModelFileError if it is no whole GGUF file, UsageError for a bad or taken name, DiskError if the record
    cannot be written.
    """
    path = path.absolute()
    header = whole_header(path)
    name = name or _safe_name(path)
    taken = _read_record(_record_path(folder, name))
    if taken is not None and Path(taken.path) != path:
        message = f"the name {name!r} is taken by {taken.path}"
        raise UsageError(message, hint=f"choose another with --name, or first: codegraph models remove {name}")
    model = _describe(name, header, sha256=_sha256(path, header.size, progress), source="file", owned=False)
    _write_record(folder, model)
    return model


def pull_model(
    folder: Path, entry: CatalogueEntry, *, base_url: str = "", progress: Progress | None = None, retries: int = 5
) -> InstalledModel:
    """Download a model of the catalogue into `folder`, or finish a download that was cut short.

    The checksum is the SHA-256 that the hub states; it is recorded, and a hub that later states another is refused.
    `progress(done, total)` is in bytes. Raises DownloadError, DiskError, or ModelFileError if what came is no whole
    GGUF file.
    """
    url = entry.url(base_url)
    target = folder / entry.file.rpartition("/")[2]
    stated = stated_by(url, retries=retries)
    known = _read_record(_record_path(folder, entry.name))
    if known is not None and known.owned and Path(known.path).is_file():
        _refuse_change(known, stated)
        verify_model(known, progress=progress)
        return known
    checksum = fetch_file(url, target, stated=stated, progress=progress, retries=retries)
    model = _describe(entry.name, whole_header(target), sha256=checksum, source=url, owned=True, entry=entry)
    _write_record(folder, model)
    return model


def remove_model(folder: Path, name: str) -> bool:
    """Forget a model, and delete its file if it was pulled; tell whether a file was deleted.

    Raises ModelMissingError if there is no such model, DiskError if it cannot be removed.
    """
    record = _record_path(folder, name)
    model = _read_record(record)
    if model is None:
        message = f"no model named {name!r}"
        raise ModelMissingError(message, hint=_HINT_LIST)
    path = Path(model.path)
    deletes = model.owned and path.parent == folder.absolute() and path.exists()
    try:
        if deletes:
            path.unlink()
        record.unlink(missing_ok=True)
    except OSError as error:
        message = f"{path}: cannot be removed: {error.strerror or error}"
        raise DiskError(message, hint="check the folder's permissions") from error
    return deletes


def verify_model(model: InstalledModel, *, progress: Progress | None = None) -> None:
    """Hash the file and compare with the record; raises ModelFileError if anything differs."""
    _check_size(model)
    if _sha256(Path(model.path), model.size, progress) != model.sha256:
        message = f"{model.path}: its content is not what was recorded for {model.name!r}"
        raise ModelFileError(message, hint=_again(model))


def whole_header(path: Path) -> GgufHeader:
    """Read a GGUF header and check that all tensor data is there; raises ModelFileError otherwise."""
    header = read_header(path)
    if header.integer("split.count") > 1:
        message = f"{path}: this is one part of a model split over several files"
        raise ModelFileError(message, hint="join the parts with llama.cpp's `llama-gguf-split --merge`")
    if header.data_end > header.size:
        message = f"{path}: truncated: {header.data_end - header.size} of {header.data_end} bytes are missing"
        raise ModelFileError(message, hint="download it again; `codegraph models pull` resumes where it stopped")
    if not header.tensors:
        message = f"{path}: holds a vocabulary only, no model"
        raise ModelFileError(message, hint="add a GGUF file with the weights")
    return header


def _describe(
    name: str,
    header: GgufHeader,
    *,
    sha256: str,
    source: str,
    owned: bool,
    entry: CatalogueEntry | None = None,
) -> InstalledModel:
    return InstalledModel(
        name=name,
        path=str(header.path.absolute()),
        size=header.size,
        sha256=sha256,
        source=source,
        owned=owned,
        architecture=header.architecture,
        quantisation=entry.quantisation if entry else "",
        license=entry.license if entry else header.text("general.license"),
    )


def _refuse_change(known: InstalledModel, stated: Stated) -> None:
    if stated.sha256 and stated.sha256 != known.sha256:
        message = f"{known.name!r}: the hub now states another checksum than at the first pull"
        raise DownloadError(message, hint=f"if the new file is wanted: codegraph models remove {known.name}, then pull")


def _again(model: InstalledModel) -> str:
    return f"codegraph models remove {model.name}, then pull or add it again"


def _check_size(model: InstalledModel) -> None:
    try:
        size = Path(model.path).stat().st_size
    except OSError as error:
        message = f"{model.path}: the file of the model {model.name!r} is gone: {error.strerror or error}"
        raise ModelFileError(message, hint=_again(model)) from error
    if size != model.size:
        message = f"{model.path}: has {size} bytes, {model.size} were recorded for {model.name!r}"
        raise ModelFileError(message, hint=_again(model))


def _sha256(path: Path, size: int, progress: Progress | None) -> str:
    digest, done = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                done += len(block)
                if progress is not None:
                    progress(done, size)
    except OSError as error:
        message = f"{path}: cannot read the model file: {error.strerror or error}"
        raise ModelFileError(message, hint="check the file's permissions and the disk") from error
    return digest.hexdigest()


def _safe_name(path: Path) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", path.stem.lower()).strip("-._")[:80] or "model"


def _names(models: list[InstalledModel]) -> str:
    return ", ".join(model.name for model in models)


def _record_path(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        message = f"{name!r} cannot be a model's name"
        raise UsageError(message, hint="use small letters, digits, `.`, `_` and `-`")
    return folder / f"{name}.json"


def _read_record(record: Path) -> InstalledModel | None:
    try:
        fields = json.loads(record.read_text("utf-8"))
        model = InstalledModel(**fields)
    except (OSError, ValueError, TypeError):
        return None
    return model if model.name == record.stem else None


def _write_record(folder: Path, model: InstalledModel) -> None:
    record = _record_path(folder, model.name)
    draft = record.with_suffix(f".{os.getpid()}.tmp")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(asdict(model), indent=2) + "\n", "utf-8")
        draft.replace(record)
    except OSError as error:
        message = f"{record}: cannot be written: {error.strerror or error}"
        raise DiskError(message, hint="free some space, or set models.dir to another folder") from error
