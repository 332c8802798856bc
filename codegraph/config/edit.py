"""Change one value in a configuration file and leave everything else in it as it was written.

The file is edited as text and the result read back: it is written only if it says exactly the old content with the
one key changed.
"""

from __future__ import annotations

import io
import os
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from codegraph.config.places import REPOSITORY_TABLE, header, read_file, repository_file, user_file, written_keys
from codegraph.config.sections import Guard
from codegraph.config.settings import Origin, Source
from codegraph.config.values import check_guard, emit, find_option, from_text
from codegraph.errors import ConfigError, DiskError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from codegraph.config.sections import Value


# lines over which an old value may reach
_LONGEST_VALUE = 200


def set_value(key: str, text: str, *, root: Path | None, environ: Mapping[str, str]) -> Path:
    """Set a key and give the file it was written to.

    With a repository's `root` the value holds there: in `.codegraph/local/config.toml`, or, for settings that a
    repository may not make itself, in the user's file under that repository's path. Without `root` it goes to the
    user's file. Raises ConfigError for an unknown key, a bad value, a secret, or a file that cannot be edited
    safely, and DiskError if it cannot be written.
    """
    option = find_option(key)
    own_file = root is None or option.limits.guard is not Guard.ANYONE
    own = Source.USER if root is None else Source.USER_FOR_REPOSITORY
    source = own if own_file else Source.LOCAL
    path = _own_file(environ) if own_file or root is None else repository_file(root, local=True)
    check_guard(option, Origin(source, str(path)))
    value = from_text(option, text, Origin(Source.COMMAND_LINE, "command line"), environ)
    section, _, name = option.key.partition(".")
    table = (section,) if source is Source.LOCAL or root is None else (REPOSITORY_TABLE, str(root), section)
    if source is Source.LOCAL and root is not None:
        _prepare_local_folder(root)
    old = read_file(path)
    _write(path, edited(old.text if old else "", (*table, name), value, path))
    return path


def edited(text: str, key: tuple[str, ...], value: Value, path: Path) -> str:
    """Give a TOML text with one key set; raises ConfigError where no safe edit is found. `path` is for messages."""
    import tomllib  # noqa: PLC0415

    wanted = deepcopy(tomllib.loads(text))
    inner: Any = wanted
    for part in key[:-1]:
        inner = inner.setdefault(part, {}) if isinstance(inner, dict) else None
    if isinstance(inner, dict):
        inner[key[-1]] = list(value) if isinstance(value, tuple) else value
        for candidate in _candidates(text, key, value):
            try:
                if tomllib.loads(candidate) == wanted:
                    return candidate
            except tomllib.TOMLDecodeError:
                continue
    message = f"{path} cannot be edited safely"
    raise ConfigError(message, hint=f"set {'.'.join(key)} there by hand")


def _candidates(text: str, key: tuple[str, ...], value: Value) -> Iterator[str]:
    # at line feeds only: what else Python takes for the end of a line may stand in a TOML key
    lines = io.StringIO(text, newline="\n").readlines()
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    setting = f"{key[-1]} = {emit(value)}\n"
    for number, path in written_keys(text):
        if path != key:
            continue
        start = number - 1
        kept = f"{lines[start].partition('=')[0].rstrip()} = {emit(value)}{_comment_of(lines[start])}\n"
        for end in range(number, min(number + _LONGEST_VALUE, len(lines) + 1)):
            yield "".join([*lines[:start], kept, *lines[end:]])
    for at, line in enumerate(lines):
        if header(line.rstrip("\r\n")) == key[:-1]:
            yield "".join([*lines[: at + 1], setting, *lines[at + 1 :]])
    opened = ".".join(_emit_key(part) for part in key[:-1])
    gap = "\n" if lines else ""
    yield "".join([*lines, gap, f"[{opened}]\n", setting])


def _comment_of(line: str) -> str:
    """Give the comment at the end of a line that sets a key on that line alone."""
    import tomllib  # noqa: PLC0415

    before, mark, comment = line.rstrip().rpartition("#")
    try:
        tomllib.loads(before.strip())
    except tomllib.TOMLDecodeError:
        return ""
    return f"  #{comment}" if mark and before.strip() else ""


def _emit_key(part: str) -> str:
    bare = part.isascii() and part.replace("_", "").replace("-", "").isalnum()
    return part if bare else emit(part)


def _own_file(environ: Mapping[str, str]) -> Path:
    path = user_file(environ)
    if path is None:
        message = "there is no folder for your own settings: the environment names no home"
        raise ConfigError(message, hint="set CODEGRAPH_CONFIG_HOME to a folder")
    return path


def _prepare_local_folder(root: Path) -> None:
    local = root / ".codegraph" / "local"
    for folder in (local.parent, local):
        if folder.is_symlink():
            message = f"{folder} is a symbolic link; nothing is written through it"
            raise ConfigError(message, hint="remove the link")
    try:
        local.mkdir(parents=True, exist_ok=True)
        ignore = local / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise _not_written(local, error) from error


def _write(path: Path, text: str) -> None:
    """Replace a file at once, readable by its owner only."""
    import tempfile  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".config-", suffix=".toml")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            os.replace(temporary, path)  # noqa: PTH105 - mkstemp gives a str
        except BaseException:
            os.unlink(temporary)  # noqa: PTH108
            raise
    except UnicodeEncodeError as error:
        message = f"the value for {path} is not valid text"
        raise ConfigError(message, hint="use UTF-8") from error
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> DiskError:
    return DiskError(f"{path} cannot be written: {error.strerror}", hint="free some space, or check its permissions")
