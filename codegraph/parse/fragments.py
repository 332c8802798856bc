"""Reads pieces of Rust code that stand in no file: what a macro expands to. The shapes are those of `Facts.bodies`."""

from __future__ import annotations

from typing import Any


def read_block(source: bytes) -> list[Any] | None:
    """Read a text as the inside of a block; offsets are relative to it. None where it has syntax errors."""
    from codegraph.parse.languages.rust.code import fragments  # noqa: PLC0415 - the grammar is loaded when needed

    return fragments.read_block(source)


def read_type(source: bytes) -> list[Any] | None:
    """Read a text as a type; None where it is none."""
    from codegraph.parse.languages.rust.code import fragments  # noqa: PLC0415 - the grammar is loaded when needed

    return fragments.read_type(source)


def read_pattern(source: bytes) -> list[Any] | None:
    """Read a text as a pattern; offsets are relative to it. None where it is none."""
    from codegraph.parse.languages.rust.code import fragments  # noqa: PLC0415 - the grammar is loaded when needed

    return fragments.read_pattern(source)
