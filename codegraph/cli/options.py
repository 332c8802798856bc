"""Options that several commands share, defined once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from codegraph.model import Scope

Repo = Annotated[
    Path | None,
    typer.Option("--repo", "-C", help="The indexed folder. Default: the nearest indexed parent.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else there.")]
Limit = Annotated[int | None, typer.Option("-n", "-k", "--limit", min=1, max=1000, help="How many to show.")]
Kind = Annotated[list[str] | None, typer.Option("--kind", help="Only this kind of symbol (fn, struct, trait, …).")]
PathGlob = Annotated[list[str] | None, typer.Option("--path", help="Only paths that match; `!GLOB` leaves out.")]
Lang = Annotated[list[str] | None, typer.Option("--lang", help="Only this language.")]
Crate = Annotated[list[str] | None, typer.Option("--crate", help="Only this crate or package.")]


def working_directory() -> Path:
    """Read the working directory: the one place that does."""
    return Path(os.getcwd())  # noqa: PTH109 - Path.cwd() is the same; this is the one call


def scope_of(
    kinds: list[str] | None,
    paths: list[str] | None,
    languages: list[str] | None,
    crates: list[str] | None,
) -> Scope:
    """Build the scope of a command."""
    from codegraph.model import Scope  # noqa: PLC0415 - not needed for --help

    return Scope(tuple(paths or ()), tuple(languages or ()), tuple(kinds or ()), tuple(crates or ()))
