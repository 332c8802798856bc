"""Plain arguments are taken as they are, and come out as typer's own conversion gives them."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads annotations when the program runs
from typing import TYPE_CHECKING, Annotated, Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from codegraph.cli.plain import Application

if TYPE_CHECKING:
    from collections.abc import Callable


class Colour(StrEnum):
    RED = "red"
    BLUE = "Blue"


def show(
    text: str,
    folder: Annotated[Path | None, typer.Argument()] = None,
    *,
    number: Annotated[int | None, typer.Option(min=1, max=300)] = None,
    free: Annotated[int, typer.Option()] = 7,
    share: Annotated[float, typer.Option(min=0.1)] = 0.5,
    colour: Annotated[Colour | None, typer.Option()] = None,
    fixed: Annotated[Colour, typer.Option()] = Colour.BLUE,
    kind: Annotated[list[str] | None, typer.Option()] = None,
    flag: Annotated[bool, typer.Option("--flag")] = False,
    three: Annotated[bool | None, typer.Option("--three/--no-three")] = None,
) -> tuple[object, ...]:
    return text, folder, number, free, share, colour, fixed, kind, flag, three


def commands(app: typer.Typer) -> Callable[..., Any]:
    app.command("show")(show)
    app.command("other")(show)
    return typer.main.get_command(app)


PLAIN, TYPER = commands(Application(rich_markup_mode=None)), commands(typer.Typer(rich_markup_mode=None))


def outcome(command: Callable[..., Any], arguments: list[str]) -> object:
    """Give what a command returns, with the types of it, or what it says is wrong."""
    try:
        found = command(["show", *arguments], standalone_mode=False)
    except typer.exceptions.TyperException as error:
        return type(error), error.format_message()
    return [(type(one), one) for one in found] if isinstance(found, tuple) else found


texts = st.one_of(
    st.text(max_size=6).filter(lambda text: not text.startswith("-")),
    st.sampled_from(
        ["", "\udc80", "red", "RED", "blue", "Blue", "12", "007", " 5", "5 ", "1_0", "+3", "5.0", "²", "٣", "."]
    ),
    st.sampled_from(["0", "1", "300", "301", "9" * 17, "9" * 30, "/", "/nowhere/at/all", "/root", "a\0b"]),
)
options = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["--number", "--free", "--share", "--colour", "--fixed", "--kind"]), texts),
        st.sampled_from([("--flag",), ("--three",), ("--no-three",)]),
    ),
    max_size=4,
)


@given(options, st.lists(texts, max_size=3))
def test_arguments_mean_what_typer_makes_of_them(given_options: list[tuple[str, ...]], given_texts: list[str]) -> None:
    arguments = [part for option in given_options for part in option] + given_texts
    assert outcome(PLAIN, arguments) == outcome(TYPER, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["index", ".", "--tier", "syntax", "--jobs", "2", "--json"],
        ["search", "some words", "--kind", "fn", "--limit", "5", "--json"],
        ["--version"],
    ],
)
def test_pydantic_is_not_loaded_for_plain_arguments(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.rs").write_text("fn some() {}\n")
    script = f"import sys\nfrom codegraph.cli.app import run\nrun({arguments!r})\nsys.exit('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
