"""The packages of a repository as npm, yarn and pnpm link them: names, workspaces, entries (`package.json`).

A package is known by its name where a package manager would link it: to itself, to all packages of its workspace and
what stands in them, and to who depends on it by path. Others of that name are external, wherever they come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.resolve.imports.globs import matches
from codegraph.resolve.imports.loose_json import read_json, table, text_of, texts
from codegraph.resolve.imports.places import Questions, ancestors, folder_of, join, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codegraph.resolve.imports.places import Tree

_MANIFEST = "package.json"
_DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
_BY_PATH = ("file:", "link:", "portal:")
# conditions that a compiler or node has of itself, and those that lead to sources; others come after them
_CONDITIONS = frozenset(
    {"source", "types", "import", "require", "node", "module", "module-sync", "development", "default"},
)
_MOST_TARGETS = 64
_MOST_LEVELS = 8


class Workspace(NamedTuple):
    """The packages of a workspace: folder by name, all folders, and what that rests on."""

    by_name: Mapping[str, str]
    folders: frozenset[str]
    asked: frozenset[str]


class Packages:
    """Finds packages by name."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._manifests: dict[str, Mapping[str, Any]] = {}
        self._workspaces: dict[str, Workspace] = {}

    def manifest(self, folder: str, ask: Questions) -> Mapping[str, Any]:
        """Read the manifest of a folder; empty for none."""
        path = f"{folder}/{_MANIFEST}" if folder else _MANIFEST
        if not ask.has(path):
            return {}
        if folder not in self._manifests:
            self._manifests[folder] = read_json(ask.read(path))
        return self._manifests[folder]

    def around(self, folder: str, ask: Questions) -> str | None:
        """Give the nearest folder upwards that has a manifest."""
        return next((it for it in ancestors(folder) if self.manifest(it, ask)), None)

    def folder(self, importer: str, name: str, ask: Questions) -> str | None:
        """Give the folder of the package that a file knows by a name, None for one of outside."""
        declared: str | None = None
        for folder in ancestors(folder_of(importer)):
            manifest = self.manifest(folder, ask)
            if manifest:
                wanted = _dependency(manifest, name)
                linked = _linked(folder, wanted)
                if linked is not None:
                    return linked if self.manifest(linked, ask) else None
                if declared is None and manifest.get("name") == name:
                    return folder
                if declared is None and wanted:
                    declared = folder
            workspace = self._workspace(folder, manifest, ask)
            if name in workspace.by_name and (declared is None or _is_part(declared, folder, workspace.folders)):
                return workspace.by_name[name]
        return None

    def depends(self, importer: str, name: str, ask: Questions) -> bool:
        """Tell whether a package around a file says that it depends on a package."""
        return any(_dependency(self.manifest(it, ask), name) for it in ancestors(folder_of(importer)))

    def _workspace(self, folder: str, manifest: Mapping[str, Any], ask: Questions) -> Workspace:
        if folder not in self._workspaces:
            own = Questions(self._tree)
            self._workspaces[folder] = self._members(folder, _patterns(folder, manifest, own), own)
        ask.asked |= self._workspaces[folder].asked
        return self._workspaces[folder]

    def _members(self, root: str, patterns: list[str], ask: Questions) -> Workspace:
        wanted = [joined for it in patterns if not it.startswith("!") and (joined := join(root, it)) is not None]
        unwanted = [joined for it in patterns if it.startswith("!") and (joined := join(root, it[1:])) is not None]
        by_name: dict[str, str] = {}
        folders: set[str] = set()
        for path in ask.named(_MANIFEST) if wanted else ():
            folder = folder_of(path)
            inside = within(folder, root) and _is_one(folder, wanted) and not _is_one(folder, unwanted)
            if not inside and folder != root:
                continue
            name = text_of(self.manifest(folder, ask).get("name"))
            folders.add(folder)
            if name:
                by_name.setdefault(name, folder)
        return Workspace(by_name, frozenset(folders), ask.noted())


def entries(manifest: Mapping[str, Any], subpath: str) -> list[str]:
    """List the paths that a package gives for itself (`.`) or a part (`./part`), best first; `exports` not asked."""
    if subpath != ".":
        return [subpath]
    return [path for key in ("source", "types", "typings", "module", "main") if (path := text_of(manifest.get(key)))]


def mapped(table_of: object, key: str) -> list[str]:
    """List what `exports` or `imports` of a manifest give for a key, with patterns and conditions, best first."""
    found = _choice(table_of, key)
    if found is None:
        return []
    value, star = found
    targets = [path.replace("*", star) for path in _targets(value, own=True)]
    targets += [path.replace("*", star) for path in _targets(value, own=False)]
    return list(dict.fromkeys(targets))


def _choice(table_of: object, key: str) -> tuple[object, str] | None:
    """Give the value for a key and what a `*` stands for."""
    if not isinstance(table_of, dict) or not any(it.startswith((".", "#")) for it in table_of):
        return (table_of, "") if key == "." else None
    if key in table_of and "*" not in key:
        return table_of[key], ""
    best: tuple[int, object, str] | None = None
    for pattern, value in table_of.items():
        before, star, after = pattern.partition("*")
        if not star and pattern.endswith("/"):
            # the old form, a folder: what is in it follows the target
            before, value = pattern, _in_folder(value)  # noqa: PLW2901
        elif not star:
            continue
        fits = key.startswith(before) and key.endswith(after) and len(key) > len(before) + len(after)
        if fits and (best is None or len(before) > best[0]):
            best = len(before), value, key[len(before) : len(key) - len(after)]
    return best[1:] if best else None


def _in_folder(value: object) -> object:
    return f"{value}*" if isinstance(value, str) else value


def _targets(value: object, *, own: bool) -> list[str]:
    """List the paths of a target: those under conditions of our own, or all in which another has a part."""
    found: list[str] = []
    waiting: list[tuple[object, bool, int]] = [(value, False, 0)]
    while waiting and len(found) < _MOST_TARGETS:
        one, foreign, level = waiting.pop()
        if isinstance(one, str) and foreign is not own:
            found.append(one)
        elif isinstance(one, list) and level < _MOST_LEVELS:
            waiting += [(it, foreign, level + 1) for it in reversed(one[:_MOST_TARGETS])]
        elif isinstance(one, dict) and level < _MOST_LEVELS:
            rows = [(it, foreign or key not in _CONDITIONS, level + 1) for key, it in one.items()][:_MOST_TARGETS]
            waiting += reversed(rows)
    return found


def _dependency(manifest: Mapping[str, Any], name: str) -> str:
    return next((it for key in _DEPENDENCIES if (it := text_of(table(manifest.get(key)).get(name)))), "")


def _linked(folder: str, wanted: str) -> str | None:
    prefix = next((it for it in _BY_PATH if wanted.startswith(it)), "")
    return join(folder, wanted.removeprefix(prefix)) if prefix else None


def _is_part(folder: str, root: str, folders: frozenset[str]) -> bool:
    """Tell whether a folder is a package of a workspace, or stands in one, whose own are found from there, too."""
    return folder in folders or any(it in folders for it in ancestors(folder) if it != root)


def _is_one(folder: str, patterns: list[str]) -> bool:
    return any(matches(it, folder) for it in patterns)


def _patterns(folder: str, manifest: Mapping[str, Any], ask: Questions) -> list[str]:
    """List the patterns of the packages of a workspace whose root is a folder; empty for no root."""
    said = manifest.get("workspaces")
    found = texts(said) or texts(table(said).get("packages"))
    base = f"{folder}/" if folder else ""
    if not found and ask.has(f"{base}pnpm-workspace.yaml"):
        found = list(_yaml_list(ask.read(f"{base}pnpm-workspace.yaml")))
    if not found and ask.has(f"{base}lerna.json"):
        found = texts(read_json(ask.read(f"{base}lerna.json")).get("packages"))
    ask.asked |= {f"{base}{_MANIFEST}"}
    return found[:_MOST_TARGETS]


def _yaml_list(data: bytes | None) -> Iterator[str]:
    """Read the list `packages` of a file of pnpm, as it is commonly written."""
    inside = False
    for line in (data or b"").decode("utf-8-sig", "replace").splitlines():
        text = line.split(" #")[0].strip()
        if text.startswith("- ") and inside:
            yield text[2:].strip().strip("'\"")
        elif text and not text.startswith("#"):
            inside = text.startswith("packages:")
            if inside and text.endswith("]"):
                yield from (it.strip().strip("'\"") for it in text.partition("[")[2].rstrip("]").split(","))
