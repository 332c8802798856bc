"""`codegraph models`: the local models, for answers and for vectors, and the only downloads there are."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codegraph.cli.options import Json, working_directory
from codegraph.cli.output import SCREEN
from codegraph.cli.plain import Application
from codegraph.cli.progress import progress

if TYPE_CHECKING:
    from codegraph.models.catalogue import CatalogueEntry
    from codegraph.models.embedders import EmbedderPreset, InstalledEmbedder
    from codegraph.models.registry import InstalledModel

_models = Application(help="List, add, pull and remove local models.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_models, name="models")


@_models.command("list")
def list_models(*, json: Json = False) -> None:
    """List the models that are here, and those that `pull` can fetch."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    installed, available = api.list_models(cwd=working_directory(), environ=os.environ)
    embedders, presets = api.list_embedders(cwd=working_directory(), environ=os.environ)
    if json:
        SCREEN.json(
            {
                "installed": [asdict(model) for model in installed],
                "catalogue": [asdict(entry) for entry in available],
                "embedders": {
                    "installed": [asdict(model) for model in embedders],
                    "catalogue": [asdict(preset) for preset in presets],
                },
            },
        )
        return
    _print_installed(installed)
    _print_available(available)
    _print_embedders(embedders, presets)


@_models.command("add")
def add(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A GGUF file; it stays where it is.")],
    *,
    name: Annotated[str, typer.Option("--name", help="A name for it. Default: from the file's name.")] = "",
    json: Json = False,
) -> None:
    """Register a GGUF file: check that it is whole and record its checksum."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    with progress() as report:
        model = api.add_model(
            Path(os.path.normpath(working_directory() / path)),
            name=name,
            cwd=working_directory(),
            environ=os.environ,
            progress=lambda done, total: report("checksum (bytes)", done, total),
        )
    if json:
        SCREEN.json(asdict(model))
    else:
        SCREEN.line(f"added {model.name} ({_what(model)}), sha256 {model.sha256}")


@_models.command("pull")
def pull(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name from `codegraph models list`.")],
    *,
    json: Json = False,
) -> None:
    """Download a model of the catalogue, resuming where an earlier download ended."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    with progress() as report:
        embedder = api.pull_embedder(
            name,
            cwd=working_directory(),
            environ=os.environ,
            progress=lambda done, total: report("download (bytes)", done, total),
        )
        if embedder is not None:
            _print_pulled(embedder, json=json)
            return
        model = api.pull_model(
            name,
            cwd=working_directory(),
            environ=os.environ,
            progress=lambda done, total: report("download (bytes)", done, total),
        )
    if json:
        SCREEN.json(asdict(model))
    else:
        SCREEN.line(f"pulled {model.name}, sha256 {model.sha256}; `codegraph ask` can use it now")


@_models.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name from `codegraph models list`.")],
    *,
    json: Json = False,
) -> None:
    """Forget a model; its files are deleted only if `pull` brought them."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    deleted = api.remove_model(name, cwd=working_directory(), environ=os.environ)
    if json:
        SCREEN.json({"name": name, "file_deleted": deleted})
    else:
        SCREEN.line(f"removed {name}" + (" and its files" if deleted else "; its file is untouched"))


def _print_installed(models: list[InstalledModel]) -> None:
    if not models:
        SCREEN.line("no model is here yet: `codegraph models add FILE.gguf`, or `codegraph models pull NAME`")
        return
    SCREEN.line("here:")
    width = max(len(model.name) for model in models)
    for model in models:
        SCREEN.line(f"  {model.name:<{width}}  {_gigabytes(model.size)}  {_what(model)}  {model.path}")


def _print_available(entries: list[CatalogueEntry]) -> None:
    if not entries:
        return
    SCREEN.line()
    SCREEN.line("to fetch with `codegraph models pull NAME`:")
    width = max(len(entry.name) for entry in entries)
    for entry in entries:
        card = f"{entry.vram_gb} GB card" if entry.vram_gb else "no card"
        note = f"; {entry.note}" if entry.note else ""
        SCREEN.line(
            f"  {entry.name:<{width}}  {_gigabytes(entry.bytes)}  {card:<10}  "
            f"{entry.quantisation}, {entry.license}{note}"
        )


def _print_pulled(embedder: InstalledEmbedder, *, json: bool) -> None:
    if json:
        SCREEN.json(asdict(embedder))
        return
    for file, recorded in embedder.files.items():
        SCREEN.line(f"  {file}  {recorded['size']} bytes, sha256 {recorded['sha256']}")
    SCREEN.line(f"pulled {embedder.name}; nothing uses it until you say so:")
    SCREEN.line(f"  codegraph config set embed.kind {embedder.kind}")
    SCREEN.line(f"  codegraph config set embed.model {embedder.name}")
    SCREEN.line("  codegraph index --force")


def _print_embedders(installed: list[InstalledEmbedder], presets: list[EmbedderPreset]) -> None:
    SCREEN.line()
    SCREEN.line("for vectors (`embed.model`; without it the model inside the package is used):")
    width = max(map(len, [*(one.name for one in installed), *(preset.name for preset in presets)]))
    for one in installed:
        SCREEN.line(f"  {one.name:<{width}}  {_gigabytes(one.size)}  here, {one.kind}, {one.license}  {one.path}")
    for preset in presets:
        cut = f" (or {', '.join(map(str, preset.matryoshka))})" if preset.matryoshka else ""
        SCREEN.line(
            f"  {preset.name:<{width}}  {_gigabytes(preset.bytes)}  {preset.kind}, "
            f"{preset.dimensions} dimensions{cut}, {preset.max_tokens} tokens, {preset.license}; {preset.note}"
        )


def _what(model: InstalledModel) -> str:
    return " ".join(filter(None, (model.architecture, model.quantisation)))


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:4.1f} GB"
