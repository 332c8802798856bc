"""Where git keeps the ignore rules that are not in the work tree. Reads files only; git is not run.

`include.path` in git's configuration is not followed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTION = re.compile(r"\[\s*([A-Za-z0-9.-]+)\s*\](.*)")
_SETTING = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*)\s*=\s*(.*?)\s*")
_LIMIT = 1 << 20


class GitPlaces(NamedTuple):
    """What git adds to the ignore files of a work tree."""

    # the work tree's top folder, None outside of one
    top: Path | None
    # `info/exclude` of the repository, and the user's own list; they need not exist
    exclude: Path | None
    user_excludes: Path | None
    ignore_case: bool
    # all files that this was told by, or would be if they were there
    read: tuple[Path, ...]


def find_git_places(root: Path, environ: Mapping[str, str]) -> GitPlaces:
    """Find the work tree that holds an absolute folder, and the exclude files that apply to it."""
    top = _top(root)
    common = _common_folder(top) if top else None
    found: dict[str, str] = {}
    configs = (*_user_configs(environ), *((common / "config",) if common else ()))
    for config in configs:
        found.update(_core_settings(config))
    exclude = common / "info" / "exclude" if common else None
    user_excludes = _user_excludes(found.get("excludesfile"), environ)
    pointer = top / ".git" if top and not (top / ".git").is_dir() else None
    return GitPlaces(
        top=top,
        exclude=exclude,
        user_excludes=user_excludes,
        ignore_case=found.get("ignorecase", "").lower() in {"true", "yes", "on", "1"},
        read=(*configs, *(path for path in (exclude, user_excludes, pointer) if path is not None)),
    )


def exclude_of_nested(folder: Path) -> Path | None:
    """Give `info/exclude` of a repository whose work tree is `folder`."""
    common = _common_folder(folder)
    return common / "info" / "exclude" if common else None


def git_folders(folder: Path) -> tuple[Path, Path, Path] | None:
    """Give the top of the work tree that holds a folder, its own git folder and the one shared by all work trees."""
    top = _top(folder)
    own = _own_folder(top) if top else None
    return (top, own, _shared_folder(own)) if top and own else None


def sibling_worktrees(folder: Path) -> list[Path]:
    """Give the same folder in the other work trees of its git repository: the main one first, then by name."""
    folders = git_folders(folder)
    if folders is None:
        return []
    top, _, common = folders
    try:
        common = common.resolve()
        tops = [common.parent] if common.name == ".git" else []
        for pointer in sorted((common / "worktrees").glob("*/gitdir")):
            told = Path(read_small(pointer).strip())
            tops.append((told if told.is_absolute() else pointer.parent / told).parent)
        places = [one.resolve() / folder.relative_to(top) for one in tops]
    except (OSError, RuntimeError, ValueError):
        return []
    own = folder.resolve()
    return list(dict.fromkeys(one for one in places if one != own))


def read_small(path: Path) -> str:
    """Read a small text file, tolerantly; empty if it is missing, unreadable, too large or no regular file."""
    try:
        if not path.is_file() or path.stat().st_size > _LIMIT:
            return ""
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _top(folder: Path) -> Path | None:
    """Give the top of the work tree that holds a folder: the nearest one with a `.git`."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def _common_folder(top: Path) -> Path | None:
    """Give the repository's folder, which all its work trees share."""
    own = _own_folder(top)
    return _shared_folder(own) if own else None


def _own_folder(top: Path) -> Path | None:
    """Give the git folder of one work tree: `.git`, or where a worktree's or submodule's `.git` file leads to."""
    entry = top / ".git"
    if entry.is_dir():
        return entry
    pointer = read_small(entry)
    return top / pointer.removeprefix("gitdir:").strip() if pointer.startswith("gitdir:") else None


def _shared_folder(own: Path) -> Path:
    common = read_small(own / "commondir").strip()
    return own / common if common else own


def _user_configs(environ: Mapping[str, str]) -> list[Path]:
    configs = []
    if not environ.get("GIT_CONFIG_NOSYSTEM"):
        configs.append(Path(environ.get("GIT_CONFIG_SYSTEM") or "/etc/gitconfig"))
    explicit = environ.get("GIT_CONFIG_GLOBAL")
    if explicit is not None:
        return [*configs, Path(explicit)]
    folder, home = _config_folder(environ), _home(environ)
    return [*configs, *([folder / "git" / "config"] if folder else []), *([home / ".gitconfig"] if home else [])]


def _user_excludes(setting: str | None, environ: Mapping[str, str]) -> Path | None:
    home = _home(environ)
    if setting:
        if setting.startswith("~/"):
            return home / setting[2:] if home else None
        return Path(setting) if Path(setting).is_absolute() else None
    folder = _config_folder(environ)
    return folder / "git" / "ignore" if folder else None


def _core_settings(config: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    section = ""
    for line in read_small(config).splitlines():
        text = line.strip()
        opened = _SECTION.fullmatch(text)
        if opened:
            section, text = opened[1].lower(), opened[2].strip()
        elif text.startswith("["):
            section = ""
        setting = _SETTING.fullmatch(text)
        if section == "core" and setting:
            found[setting[1].lower()] = _value(setting[2])
    return found


def _value(text: str) -> str:
    if text.startswith('"'):
        return text[1:].partition('"')[0].replace("\\\\", "\\")
    return re.split(r"\s*[#;]", text, maxsplit=1)[0]


def _home(environ: Mapping[str, str]) -> Path | None:
    home = environ.get("HOME") or environ.get("USERPROFILE")
    return Path(home) if home else None


def _config_folder(environ: Mapping[str, str]) -> Path | None:
    xdg, home = environ.get("XDG_CONFIG_HOME"), _home(environ)
    return Path(xdg) if xdg else home / ".config" if home else None
