"""What `tsconfig.json` and `jsconfig.json` say about where modules are.

A file belongs to the nearest configuration upwards that includes it, or to one that this refers to; where none
includes it, the nearest counts all the same. `extends` is followed through files of the repository and its packages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from codegraph.resolve.imports.globs import matches
from codegraph.resolve.imports.loose_json import read_json, table, text_of, texts
from codegraph.resolve.imports.places import Questions, ancestors, folder_of, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codegraph.resolve.imports.node_packages import Packages
    from codegraph.resolve.imports.places import Tree

_NAMES = ("tsconfig.json", "jsconfig.json")
# configurations that one extends or refers to, all told, and patterns of one
_MOST = 64
_MOST_PATHS = 1000
# files whose configuration is kept in mind: a few are asked about in turn, each many times
_MOST_KNOWN = 1000
_HERE = "${configDir}"


class Project(NamedTuple):
    """A configuration with all that it extends; folders are relative to the repository.

    `paths` are the patterns with their targets; `outputs` the folders of built files with those of their sources.
    """

    path: str
    base: str | None
    paths: Mapping[str, tuple[str, ...]]
    root_dirs: tuple[str, ...]
    outputs: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    references: tuple[str, ...]
    asked: frozenset[str]

    def includes(self, path: str) -> bool:
        """Tell whether a file is one of the project's."""
        if path in self.files:
            return True
        return any(matches(it, path) for it in self.include) and not any(
            matches(it, path) or matches(f"{it}/**", path) for it in self.exclude
        )


class Projects:
    """Reads configurations, and finds the one of a file."""

    def __init__(self, tree: Tree, packages: Packages) -> None:
        self._tree = tree
        self._packages = packages
        self._projects: dict[str, Project] = {}
        self._known: dict[str, tuple[Project | None, frozenset[str]]] = {}

    def of(self, importer: str, ask: Questions) -> Project | None:
        """Give the configuration that holds for a file."""
        if importer not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            own = Questions(self._tree)
            project = self._of(importer, own)
            self._known[importer] = project, own.noted()
        project, asked = self._known[importer]
        ask.asked |= asked
        return project

    def _of(self, importer: str, ask: Questions) -> Project | None:
        nearest: Project | None = None
        for folder in ancestors(folder_of(importer)):
            base = f"{folder}/" if folder else ""
            path = ask.first(f"{base}{name}" for name in _NAMES)
            if not path:
                continue
            project = self._project(path, ask)
            nearest = nearest or project
            found = self._that_includes(project, importer, ask)
            if found is not None:
                return found
        return nearest

    def outputs(self, folder: str, ask: Questions) -> Iterator[tuple[str, str]]:
        """List the folders of what is built from a package, with those of its sources."""
        base = f"{folder}/" if folder else ""
        for name in sorted(it for it in ask.entries(folder) if it.startswith("tsconfig") and it.endswith(".json")):
            yield from self._project(base + name, ask).outputs

    def _that_includes(self, project: Project, importer: str, ask: Questions) -> Project | None:
        seen = {project.path}
        waiting = [project]
        while waiting:
            one = waiting.pop(0)
            if one.includes(importer):
                return one
            for path in one.references:
                if path not in seen and len(seen) < _MOST:
                    seen.add(path)
                    file = path if path.endswith(".json") else join(path, _NAMES[0])
                    if file and ask.has(file):
                        waiting.append(self._project(file, ask))
        return None

    def _project(self, path: str, ask: Questions) -> Project:
        if path not in self._projects:
            own = Questions(self._tree)
            chain = self._chain(path, own)
            self._projects[path] = _merged(path, chain, own.noted())
        ask.asked |= self._projects[path].asked
        return self._projects[path]

    def _chain(self, path: str, ask: Questions) -> list[tuple[str, dict[str, Any]]]:
        """List a configuration and those that it extends, the strongest first."""
        found: list[tuple[str, dict[str, Any]]] = []
        seen: set[str] = set()
        waiting = [path]
        while waiting and len(found) < _MOST:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            data = read_json(ask.read(one))
            found.append((one, data))
            said = data.get("extends")
            # of several the last is the strongest
            bases = [said] if isinstance(said, str) else texts(said)[:_MOST]
            waiting += [base for it in bases if (base := self._base(one, it, ask))]
        return found

    def _base(self, path: str, said: str, ask: Questions) -> str:
        """Give the file that `extends` means."""
        if said.startswith("."):
            at = join(folder_of(path), said)
        elif said.startswith("/"):
            return ""
        else:
            parts = said.split("/")
            many = 2 if said.startswith("@") else 1
            folder = self._packages.folder(path, "/".join(parts[:many]), ask)
            if folder is None:
                return ""
            at = join(folder, "/".join(parts[many:]) or _NAMES[0])
        return ask.first((at, f"{at}.json", f"{at}/{_NAMES[0]}")) if at else ""


class _Chain(NamedTuple):
    """A configuration and those that it extends, the strongest first: what they say together."""

    path: str
    links: Sequence[tuple[str, dict[str, Any]]]

    def option(self, name: str) -> tuple[str, Any]:
        """Give the folder that an option is relative to, and its value."""
        for at, data in self.links:
            options = table(data.get("compilerOptions"))
            if name in options:
                return folder_of(at), options[name]
        return "", None

    def folder(self, name: str) -> str | None:
        """Give an option that is a folder."""
        at, said = self.option(name)
        return self._located(at, said) if isinstance(said, str) else None

    def all(self, name: str) -> tuple[str, ...] | None:
        """Give a list of files or patterns, None where nobody has one."""
        return next((self.located(folder_of(at), data[name]) for at, data in self.links if name in data), None)

    def located(self, folder: str, said: object) -> tuple[str, ...]:
        """Give paths as they are in the repository, without those that lead out of it."""
        return tuple(it for one in texts(said)[:_MOST_PATHS] if (it := self._located(folder, one)) is not None)

    def _located(self, folder: str, said: str) -> str | None:
        if said.startswith(_HERE):
            return join(folder_of(self.path), said.removeprefix(_HERE).lstrip("/"))
        return join(folder, said)


def _merged(path: str, links: Sequence[tuple[str, dict[str, Any]]], asked: frozenset[str]) -> Project:
    chain, own = _Chain(path, links), folder_of(path)
    base = chain.folder("baseUrl")
    declared_in, patterns = chain.option("paths")
    at = base if base is not None else declared_in
    files = chain.all("files")
    said = chain.all("include")
    if said is None:
        said = () if files is not None else (f"{own}/**/*" if own else "**/*",)
    include = tuple(map(_pattern, said))
    outputs = [out for name in ("outDir", "declarationDir") if (out := chain.folder(name)) is not None]
    exclude = chain.all("exclude")
    sources = _sources(chain.folder("rootDir"), include, files or (), own)
    references = [text_of(table(it).get("path")) for it in _list(links[0][1].get("references"))[:_MOST]]
    return Project(
        path,
        base,
        {it: chain.located(at, targets) for it, targets in list(table(patterns).items())[:_MOST_PATHS]},
        chain.located(*chain.option("rootDirs")),
        tuple((out, source) for out in outputs for source in sources),
        files or (),
        include,
        tuple(it.removesuffix("/**/*") for it in (outputs if exclude is None else exclude)),
        chain.located(own, [it for it in references if it]),
        asked,
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _pattern(said: str) -> str:
    """Write an entry of `include` as a pattern of files: a folder stands for all in it."""
    last = said.rpartition("/")[2]
    if last == "**":
        return f"{said}/*"
    return said if any(it in last for it in "*?.") and last != "" else f"{said}/**/*".lstrip("/")


def _sources(root: str | None, include: tuple[str, ...], files: tuple[str, ...], own: str) -> list[str]:
    """List where sources of built files may start: what `rootDir` says, else what holds all files, else the folder."""
    if root is not None:
        return [root]
    fixed = [_fixed(it) for it in include] + [folder_of(it) for it in files]
    common = fixed[0] if fixed else own
    for one in fixed[1:]:
        while common and not f"{one}/".startswith(f"{common}/"):
            common = folder_of(common)
    return list(dict.fromkeys([common, own]))


def _fixed(pattern: str) -> str:
    """Give the folder of a pattern before its first star."""
    parts = pattern.split("/")
    end = next((at for at, it in enumerate(parts) if "*" in it or "?" in it), len(parts) - 1)
    return "/".join(parts[:end])
