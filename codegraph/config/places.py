"""Where configuration files stand, and how they are read and searched.

A file inside a repository is hostile input: it is opened without waiting, must be a regular file, and is small.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REPOSITORY_TABLE = "repository"
_LIMIT = 1 << 18


class ConfigFile(NamedTuple):
    """A configuration file as text and as tables."""

    path: Path
    text: str
    tables: Mapping[str, Any]


def user_file(environ: Mapping[str, str]) -> Path | None:
    """Give the user's file: in `CODEGRAPH_CONFIG_HOME`, else in the system's folder; None without a home."""
    explicit = environ.get("CODEGRAPH_CONFIG_HOME")
    if explicit:
        return Path(explicit) / "config.toml"
    folder = _system_folder(environ)
    return folder / "codegraph" / "config.toml" if folder else None


def repository_file(root: Path, *, local: bool) -> Path:
    """Give the file inside a repository: the one shared with it, or the local one of this checkout."""
    folder = root / ".codegraph"
    return (folder / "local" if local else folder) / "config.toml"


def read_file(path: Path) -> ConfigFile | None:
    """Read a configuration file, None where there is none; raises ConfigError if it cannot be read as TOML."""
    text = _read_text(path)
    if text is None:
        return None
    import tomllib  # noqa: PLC0415 - most runs have no file to parse

    try:
        return ConfigFile(path, text, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{path} is not valid TOML: {error}"
        raise ConfigError(message, hint="correct the file, or move it away") from error


def line_of(text: str, wanted: tuple[str, ...]) -> int:
    """Find the line, from 1, that sets a key given by its path; 0 if it is not found."""
    for line, path in written_keys(text):
        if wanted[: len(path)] == path:
            return line
    return 0


def written_keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Walk the lines that set a key: the line from 1, and the key's path with its table's."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        opened = header(line)
        if opened:
            table = opened
            continue
        name, equals, _ = line.partition("=")
        key = _key_path(f"{name}=0") if equals and name.strip() else ()
        if key:
            yield number, (*table, *key)


def header(line: str) -> tuple[str, ...]:
    """Give the path of the table that a line opens, empty if it opens none."""
    return _key_path(line) if line.lstrip().startswith("[") else ()


def _key_path(snippet: str) -> tuple[str, ...]:
    import tomllib  # noqa: PLC0415

    try:
        inner: Any = tomllib.loads(snippet)
    except (tomllib.TOMLDecodeError, RecursionError):
        return ()
    path: list[str] = []
    while isinstance(inner, dict) and len(inner) == 1:
        key, inner = next(iter(inner.items()))
        path.append(key)
    return tuple(path)


def _read_text(path: Path) -> str | None:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise ConfigError(message, hint="make the file readable, or move it away") from error
    try:
        regular = stat.S_ISREG(os.fstat(handle).st_mode)
        data = _read_up_to(handle, _LIMIT + 1) if regular else b""
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise ConfigError(message, hint="make the file readable, or move it away") from error
    finally:
        os.close(handle)
    if not regular or len(data) > _LIMIT:
        message = f"{path} is no configuration file: it is not a regular file, or larger than {_LIMIT} bytes"
        raise ConfigError(message, hint="move it away")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 text"
        raise ConfigError(message, hint="save the file as UTF-8") from error


def _read_up_to(handle: int, limit: int) -> bytes:
    blocks: list[bytes] = []
    while limit > 0 and (block := os.read(handle, limit)):
        blocks.append(block)
        limit -= len(block)
    return b"".join(blocks)


def _system_folder(environ: Mapping[str, str]) -> Path | None:
    xdg = environ.get("XDG_CONFIG_HOME", "")
    if Path(xdg).is_absolute():
        return Path(xdg)
    if sys.platform == "win32":
        roaming = environ.get("APPDATA")
        return Path(roaming) if roaming else None
    home = environ.get("HOME")
    if not home:
        return None
    return Path(home) / ("Library/Application Support" if sys.platform == "darwin" else ".config")
