"""`codegraph models`: the local language models, and the only downloads there are."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from codegraph.cli.options import Json, working_directory
from codegraph.cli.output import SCREEN, progress

app = typer.Typer(help="List, add, pull and remove local language models.", no_args_is_help=True)


@app.command("list")
def list_models(*, json: Json = False) -> None:
    """List the models that are here, and those that `pull` can fetch."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    installed, available = api.list_models(cwd=working_directory(), environ=os.environ)
    if json:
        SCREEN.json(
            {"installed": [asdict(model) for model in installed], "catalogue": [asdict(entry) for entry in available]},
        )
        return
    if not installed:
        SCREEN.line("no model is here yet")
    for model in installed:
        SCREEN.line(
            f"{model.name:<28} {model.size / 1e9:5.1f} GB  {model.architecture} {model.quantisation}  {model.path}"
        )
    SCREEN.line("\nto fetch with `codegraph models pull NAME`:")
    for entry in available:
        card = f"{entry.vram_gb} GB card" if entry.vram_gb else "no card"
        SCREEN.line(
            f"{entry.name:<28} {entry.bytes / 1e9:5.1f} GB  {card:<10} {entry.title} {entry.quantisation}, {entry.license}; {entry.note}"
        )


@app.command("add")
def add(
    path: Annotated[Path, typer.Argument(help="A GGUF file; it stays where it is.")],
    *,
    name: Annotated[str, typer.Option("--name", help="A name for it. Default: from the file's name.")] = "",
    json: Json = False,
) -> None:
    """Register a GGUF file: check that it is whole and record its checksum."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    with progress() as report:
        model = api.add_model(
            working_directory() / path,
            name=name,
            cwd=working_directory(),
            environ=os.environ,
            progress=lambda done, total: report("checksum (bytes)", done, total),
        )
    if json:
        SCREEN.json(asdict(model))
    else:
        SCREEN.note(f"added {model.name}: {model.architecture} {model.quantisation}, sha256 {model.sha256}")


@app.command("pull")
def pull(
    name: Annotated[str, typer.Argument(help="A name from `codegraph models list`.")],
    *,
    json: Json = False,
) -> None:
    """Download a model of the catalogue, resuming where an earlier download ended."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    with progress() as report:
        model = api.pull_model(
            name,
            cwd=working_directory(),
            environ=os.environ,
            progress=lambda done, total: report("download (bytes)", done, total),
        )
    if json:
        SCREEN.json(asdict(model))
    else:
        SCREEN.note(f"pulled {model.name}, sha256 {model.sha256}; use it with `codegraph ask`")


@app.command("remove")
def remove(name: str, *, json: Json = False) -> None:
    """Forget a model; the file is deleted only if `pull` brought it."""
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    deleted = api.remove_model(name, cwd=working_directory(), environ=os.environ)
    if json:
        SCREEN.json({"name": name, "file_deleted": deleted})
    else:
        SCREEN.note(f"removed {name}" + (" and its file" if deleted else "; its file is untouched"))
