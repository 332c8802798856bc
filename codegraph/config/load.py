"""Gather the settings from all sources, strongest last, and remember where each value came from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from codegraph.config.places import REPOSITORY_TABLE, line_of, read_file, repository_file, user_file
from codegraph.config.sections import Guard
from codegraph.config.settings import OPTIONS, SECTIONS, Origin, Settings, Source
from codegraph.config.values import check, check_guard, find_option, from_text
from codegraph.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from codegraph.config.places import ConfigFile
    from codegraph.config.sections import Value

_PREFIX = "CODEGRAPH_"
_Found = tuple[str, object, Origin]


def load_settings(root: Path | None, *, overrides: Mapping[str, str], environ: Mapping[str, str]) -> Settings:
    """Load the settings for a repository, or for none.

    `root` is the repository's absolute folder; `overrides` maps keys (`section.name`) to texts from the command
    line; `environ` is the environment. An empty variable counts as not set. Raises ConfigError for an unknown key,
    a value of a wrong type or out of range, and a setting that its source may not make.
    """
    values: dict[str, Value] = {}
    origins: dict[str, Origin] = {}
    for key, found, origin in _from_files(root, environ):
        option = find_option(key, origin)
        check_guard(option, origin)
        values[option.key] = check(option, found, origin, environ)
        origins[option.key] = origin
    for key, text, origin in (*_from_environment(environ), *_from_command_line(overrides)):
        option = find_option(key, origin)
        if option.limits.guard is Guard.PER_REPOSITORY:
            check_guard(option, origin)
        values[option.key] = from_text(option, text, origin, environ)
        origins[option.key] = origin
    return _build(values, origins)


def _build(values: Mapping[str, Value], origins: Mapping[str, Origin]) -> Settings:
    defaults = Settings()
    by_section: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        section, _, name = key.partition(".")
        by_section.setdefault(section, {})[name] = value
    changed: dict[str, Any] = {
        section: getattr(defaults, section).changed(**names) for section, names in by_section.items()
    }
    return replace(defaults, **changed, origins=dict(origins))


def _from_files(root: Path | None, environ: Mapping[str, str]) -> Iterator[_Found]:
    user_path = user_file(environ)
    user = read_file(user_path) if user_path else None
    if user:
        yield from _settings_in(user, user.tables, (), Source.USER)
    if root is None:
        return
    for source in (Source.REPOSITORY, Source.LOCAL):
        file = read_file(repository_file(root, local=source is Source.LOCAL))
        if file:
            yield from _settings_in(file, file.tables, (), source)
    if user:
        table = (REPOSITORY_TABLE, str(root))
        own = user.tables.get(REPOSITORY_TABLE, {})
        own = own.get(table[1], {}) if isinstance(own, dict) else {}
        if isinstance(own, dict):
            yield from _settings_in(user, own, table, Source.USER_FOR_REPOSITORY)


def _settings_in(
    file: ConfigFile,
    tables: Mapping[str, Any],
    prefix: tuple[str, ...],
    source: Source,
) -> Iterator[_Found]:
    for section, content in tables.items():
        if section == REPOSITORY_TABLE and source is Source.USER:
            continue
        path = (*prefix, section)
        origin = Origin(source, str(file.path), line_of(file.text, path))
        if section not in SECTIONS:
            find_option(section, origin)
        if not isinstance(content, dict):
            message = f"{section} is a table of settings, not a value ({file.path}, line {origin.line})"
            raise ConfigError(message, hint=f"write [{section}] and the settings below it")
        for name, value in content.items():
            yield f"{section}.{name}", value, Origin(source, str(file.path), line_of(file.text, (*path, name)))


def _from_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, str, Origin]]:
    known = {option.variable: key for key, option in OPTIONS.items()}
    for variable, text in environ.items():
        if not variable.startswith(_PREFIX) or not text:
            continue
        section, _, name = variable[len(_PREFIX) :].lower().partition("_")
        if section in SECTIONS and name:
            yield known.get(variable, f"{section}.{name}"), text, Origin(Source.ENVIRONMENT, variable)


def _from_command_line(overrides: Mapping[str, str]) -> Iterator[tuple[str, str, Origin]]:
    for key, text in overrides.items():
        yield key, text, Origin(Source.COMMAND_LINE, "command line")
