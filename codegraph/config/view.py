"""Settings as `config show` and `config get` present them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.config.sections import Guard
from codegraph.config.settings import OPTIONS, Origin, Source
from codegraph.config.values import allowed, emit, find_option

if TYPE_CHECKING:
    from codegraph.config.sections import Value
    from codegraph.config.settings import Settings

_DEFAULT = Origin(Source.DEFAULT)
_MASK = "********"


class Shown(NamedTuple):
    """One setting with its value and origin; `allowed` says in words what it accepts."""

    key: str
    value: Value
    origin: Origin
    description: str
    allowed: str


def get(settings: Settings, key: str) -> Value:
    """Give the value of a key; raises ConfigError for an unknown one. A secret comes masked."""
    option = find_option(key)
    section, _, name = option.key.partition(".")
    value: Value = getattr(getattr(settings, section), name)
    return _MASK if value and option.limits.guard is Guard.ENVIRONMENT_ONLY else value


def show(settings: Settings) -> tuple[Shown, ...]:
    """List all settings in the order of the table."""
    return tuple(
        Shown(key, get(settings, key), settings.origins.get(key, _DEFAULT), option.description, allowed(option))
        for key, option in OPTIONS.items()
    )


def template() -> str:
    """Write a repository's configuration file with every setting that it may make, commented out."""
    lines = ["# Settings of codegraph for everyone who works on this repository; see `codegraph config show`."]
    section = ""
    for key, option in OPTIONS.items():
        if option.limits.guard is not Guard.ANYONE:
            continue
        head, _, name = key.partition(".")
        if head != section:
            section = head
            lines += ["", f"[{section}]"]
        lines += [f"# {option.description}; {allowed(option)}", f"# {name} = {emit(option.default)}"]
    return "\n".join(lines) + "\n"
