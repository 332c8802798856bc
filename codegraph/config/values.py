"""One value: read from text or TOML, checked against its option's limits, refused with a reason."""

from __future__ import annotations

import math
from pathlib import PurePath
from typing import TYPE_CHECKING

from codegraph.config.sections import Guard
from codegraph.config.settings import OPTIONS, Origin, Source
from codegraph.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.config.sections import Value
    from codegraph.config.settings import Option

_TRUE = frozenset({"true", "1", "yes", "on"})
_FALSE = frozenset({"false", "0", "no", "off"})
_IN_REPOSITORY = frozenset({Source.REPOSITORY, Source.LOCAL})
_IN_FILES = _IN_REPOSITORY | {Source.USER, Source.USER_FOR_REPOSITORY}
_FOR_ONE = frozenset({Source.USER_FOR_REPOSITORY, Source.COMMAND_LINE})
_NAMES = {bool: "true or false", int: "a whole number", float: "a number", str: "a text", tuple: "a list of texts"}


def find_option(key: str, origin: Origin | None = None) -> Option:
    """Give the option of a key, in which `-` stands for `_`; raises ConfigError with the nearest key otherwise."""
    option = OPTIONS.get(key.replace("-", "_"))
    if option is not None:
        return option
    import difflib  # noqa: PLC0415 - only for the error's sake

    near = difflib.get_close_matches(key, OPTIONS, n=1, cutoff=0.6)
    message = f"there is no setting {key!r}{_place(origin)}"
    raise ConfigError(message, hint=f"did you mean {near[0]}?" if near else "`codegraph config show` lists them all")


def check_guard(option: Option, origin: Origin) -> None:
    """Refuse a value from a source that may not set this option; raises ConfigError."""
    guard = option.limits.guard
    if guard is Guard.ENVIRONMENT_ONLY and origin.source in _IN_FILES:
        message = f"{option.key} is a secret and is not read from files{_place(origin)}"
        raise ConfigError(message, hint=f"remove it there and set {option.variable} in the environment")
    if guard is Guard.USER_ONLY and origin.source in _IN_REPOSITORY:
        message = f"{option.key} is not accepted from a file inside a repository{_place(origin)}"
        hint = f"remove it there, then `codegraph config set {option.key} VALUE` keeps it in your own file"
        raise ConfigError(message, hint=hint)
    if guard is Guard.PER_REPOSITORY and origin.source not in _FOR_ONE:
        message = f"{option.key} holds for one repository and is not accepted from here{_place(origin)}"
        hint = f"remove it there, then run `codegraph config set {option.key} VALUE` in the repository"
        raise ConfigError(message, hint=hint)


def from_text(option: Option, text: str, origin: Origin, environ: Mapping[str, str]) -> Value:
    """Read a value from the environment or the command line, lists separated by commas; raises ConfigError."""
    kind = type(option.default)
    read: object = text
    if kind is bool:
        lowered = text.strip().lower()
        read = True if lowered in _TRUE else False if lowered in _FALSE else text
    elif kind in {int, float}:
        try:
            read = int(text) if kind is int else float(text)
        except ValueError:
            read = text
    elif kind is tuple:
        read = [part.strip() for part in text.split(",") if part.strip()]
    return check(option, read, origin, environ)


def check(option: Option, value: object, origin: Origin, environ: Mapping[str, str]) -> Value:
    """Check the type and the limits of a value as TOML gives it; raises ConfigError with what is allowed."""
    kind = type(option.default)
    if kind is float and type(value) is int:
        value = float(value)
    if kind is tuple and isinstance(value, str):
        value = [value]
    if kind is tuple and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(_formed(option, part, origin, environ) for part in value)
    if type(value) is not kind or not isinstance(value, bool | int | float | str):
        raise _bad(option, value, origin)
    if isinstance(value, str):
        if option.limits.choices and value not in option.limits.choices:
            raise _bad(option, value, origin)
        return _formed(option, value, origin, environ)
    low, high = option.limits.low, option.limits.high
    outside = (low is not None and value < low) or (high is not None and value > high)
    if outside or not math.isfinite(value):
        raise _bad(option, value, origin)
    return value


def allowed(option: Option) -> str:
    """Say in words what an option accepts."""
    limits = option.limits
    if limits.choices:
        return "one of " + ", ".join(limits.choices)
    if limits.form == "url":
        return "an http:// or https:// address" + (", or several" if isinstance(option.default, tuple) else "")
    if limits.form == "path":
        return "an absolute path"
    name = _NAMES[type(option.default)]
    if limits.low is not None and limits.high is not None:
        return f"{name} from {limits.low:g} to {limits.high:.0f}"
    return name


def _formed(option: Option, text: str, origin: Origin, environ: Mapping[str, str]) -> str:
    if "\x00" in text:
        raise _bad(option, text, origin)
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if home and option.limits.guard is not Guard.ANYONE and text.startswith("~/"):
        text = f"{home}/{text[2:]}"
    form = option.limits.form
    if form == "url" and text and not text.startswith(("http://", "https://")):
        raise _bad(option, text, origin)
    if form == "path" and text and not PurePath(text).is_absolute():
        raise _bad(option, text, origin)
    return text


def _bad(option: Option, value: object, origin: Origin) -> ConfigError:
    shown = "that value" if option.limits.guard is Guard.ENVIRONMENT_ONLY else repr(value)
    message = f"{option.key} cannot be {shown}{_place(origin)}"
    return ConfigError(message, hint=f"{option.key} is {allowed(option)}")


def _place(origin: Origin | None) -> str:
    if origin is None or not origin.where:
        return ""
    return f" ({origin.where}, line {origin.line})" if origin.line else f" ({origin.where})"


def emit(value: Value) -> str:
    """Write a value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        import json  # noqa: PLC0415

        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple):
        return "[" + ", ".join(emit(part) for part in value) + "]"
    return repr(value)
