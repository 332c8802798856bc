"""Options that several commands share, defined once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codegraph.errors import UsageError

if TYPE_CHECKING:
    from codegraph.model import Scope

Repo = Annotated[
    Path | None,
    typer.Option("--repo", "-C", help="The indexed folder. Default: the nearest indexed parent.", show_default=False),
]
Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="PATH", help="The folder. Default: the enclosing indexed folder, else the git checkout, else here."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else there.")]
Limit = Annotated[int | None, typer.Option("-n", "-k", "--limit", min=1, max=1000, help="How many to show.")]
Kind = Annotated[list[str] | None, typer.Option("--kind", help="Only this kind of symbol (fn, struct, trait, …).")]
PathGlob = Annotated[list[str] | None, typer.Option("--path", help="Only paths that match; `!GLOB` leaves out.")]
Lang = Annotated[list[str] | None, typer.Option("--lang", help="Only this language (rust, toml, …).")]
Crate = Annotated[list[str] | None, typer.Option("--crate", help="Only this crate or package.")]
Refresh = Annotated[
    bool | None,
    typer.Option(
        "--refresh/--no-refresh",
        help="Bring changed files up to date before answering. Default: retrieve.refresh, yes.",
        show_default=False,
    ),
]

RefreshAll = Annotated[
    bool, typer.Option("--refresh", help="Bring the index up to date before, references included.", show_default=False)
]


def working_directory() -> Path:
    """Read the working directory: the one place that does. Raises UsageError where it was deleted."""
    try:
        return Path.cwd()
    except OSError as error:
        message = f"the working directory cannot be read: {error.strerror}"
        raise UsageError(message, hint="go into a folder that exists") from error


def scope_of(
    kinds: list[str] | None,
    paths: list[str] | None,
    languages: list[str] | None,
    crates: list[str] | None,
) -> Scope:
    """Build the scope of a command; raises UsageError for a kind or a language that does not exist."""
    from codegraph import api  # noqa: PLC0415 - not needed for --help

    return api.make_scope(kinds=kinds or (), paths=paths or (), languages=languages or (), crates=crates or ())
