"""The models that can be pulled by name: data in `catalogue.toml`, which holds no checksum nobody has seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from codegraph.errors import UsageError

DEFAULT_BASE_URL = "https://huggingface.co"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A model that can be pulled. `bytes` is approximate; `vram_gb` is the card it fits, 0 for none needed."""

    name: str
    title: str
    repository: str
    file: str
    quantisation: str
    bytes: int
    context: int
    vram_gb: int
    license: str
    note: str

    def url(self, base_url: str = "") -> str:
        """Give the address of the file under `base_url`, the hub's where that is empty."""
        return f"{(base_url or DEFAULT_BASE_URL).rstrip('/')}/{self.repository}/resolve/main/{self.file}"


@cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """Give all entries, in the order in which they are recommended."""
    import tomllib  # noqa: PLC0415 - only the model commands need it

    text = files("codegraph.models").joinpath("catalogue.toml").read_text("utf-8")
    return tuple(CatalogueEntry(**entry) for entry in tomllib.loads(text)["model"])


def catalogue_entry(name: str) -> CatalogueEntry:
    """Find an entry by name; raises UsageError, which lists the names, if there is none."""
    for entry in catalogue():
        if entry.name == name:
            return entry
    message = f"no model {name!r} in the catalogue"
    known = ", ".join(entry.name for entry in catalogue())
    hint = f"there are: {known}; models for vectors: `codegraph models list`; any other GGUF: codegraph models add PATH"
    raise UsageError(message, hint=hint)
