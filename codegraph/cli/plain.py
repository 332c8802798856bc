"""Takes plain arguments as they are: typer loads pydantic to convert any value, also one that was not given (0.1 s).

What is not plain, and what is wrong, is left to typer, which then says so in its own words.
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer
import typer.core

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# an int of so many digits needs no thought
_DIGITS = 18
_SPECIAL_PATHS = ("exists", "writable", "resolve_path", "allow_dash", "path_type")
_OTHER = object()

_Function = TypeVar("_Function", bound="Callable[..., Any]")


class Application(typer.Typer):
    """A typer application whose commands take plain values as they are."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - typer's own
        super().__init__(cls=_Group, **settings)

    def command(
        self,
        name: str | None = None,
        **settings: Any,  # noqa: ANN401 - typer's own
    ) -> Callable[[_Function], _Function]:
        """Register a command."""
        return super().command(name, cls=_Command, **settings)


class _Command(typer.core.TyperCommand):
    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401 - click's classes are private to typer
        return _taking_plain(super().get_params(ctx))


class _Group(typer.core.TyperGroup):
    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401 - click's classes are private to typer
        return _taking_plain(super().get_params(ctx))


def _taking_plain(parameters: Any) -> Any:  # noqa: ANN401
    for parameter in parameters:
        # other releases of typer may tell the type in another way: then they convert
        if hasattr(parameter, "type_descriptor") and "process_value" not in vars(parameter):
            _take_plain(parameter)
    return parameters


def _take_plain(parameter: typer.core.TyperOption | typer.core.TyperArgument) -> None:
    described = parameter.type_descriptor
    convert = parameter.process_value
    several = parameter.multiple or parameter.nargs == -1

    def process(ctx: Any, value: Any) -> Any:  # noqa: ANN401 - whatever stands on the command line
        if value is None:
            plain: Any = _OTHER if parameter.required else () if several else None
        elif not several:
            plain = _plain(value, described.annotation, described.parameter_info)
        else:
            plain = _plain_texts(value) if value and described.annotation == list[str] else _OTHER
        if plain is _OTHER:
            return convert(ctx, value)
        return plain if parameter.callback is None else parameter.callback(ctx, parameter, plain)

    parameter.process_value = process  # type: ignore[method-assign]


def _plain(value: Any, kind: Any, rules: Any) -> Any:  # noqa: ANN401
    """Give what typer would make of a value; `_OTHER` where that takes more than a look."""
    if rules.parser is not None:
        return _OTHER
    if kind is str:
        return value if _is_text(value) else _OTHER
    if kind is int:
        return _plain_number(value, rules)
    if kind is Path:
        return _plain_path(value, rules)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next((one for one in kind if value is one or (type(value) is str and value == one.value)), _OTHER)
    return _OTHER


def _plain_texts(values: Iterable[Any]) -> Any:  # noqa: ANN401
    listed = list(values)
    return listed if all(map(_is_text, listed)) else _OTHER


def _is_text(value: Any) -> bool:  # noqa: ANN401
    # what was not UTF-8 comes with surrogates
    return type(value) is str and (value.isascii() or not any("\ud800" <= one <= "\udfff" for one in value))


def _plain_number(value: Any, rules: Any) -> Any:  # noqa: ANN401
    if type(value) is str and value.isascii() and value.isdecimal() and len(value) <= _DIGITS:
        value = int(value)
    if type(value) is not int or (rules.min is not None and value < rules.min):
        return _OTHER
    return _OTHER if rules.max is not None and value > rules.max else value


def _plain_path(value: Any, rules: Any) -> Any:  # noqa: ANN401
    if any(getattr(rules, name) for name in _SPECIAL_PATHS) or not (rules.file_okay and rules.dir_okay):
        return _OTHER
    if type(value) is not str or "\0" in value or not _is_text(value):
        return _OTHER
    # one that is there has to be readable
    return Path(value) if os.access(value, os.R_OK) else _OTHER
