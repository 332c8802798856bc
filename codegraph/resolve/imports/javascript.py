"""Finds the modules of JavaScript and TypeScript, by the rules of the TypeScript compiler and of node.

A path is tried with the endings that a compiler tries (`./x.js` means `x.ts` where that is there), then as a folder.
Another name is looked for in `paths` and `baseUrl` of the configuration, among the modules of node, and among the
packages of the repository; where such a package gives built files that are not in the repository, their sources are
meant: as its configuration says, or in the place where they commonly are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.imports import Found
from codegraph.resolve.imports.node_packages import Packages, entries, mapped
from codegraph.resolve.imports.places import Questions, Tree, folder_of, join, within
from codegraph.resolve.imports.tsconfig import Projects

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_BUILTIN_NAMES = (
    "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel "
    "dns domain events fs http http2 https inspector module net os path perf_hooks process punycode "
    "querystring readline repl stream string_decoder sys test timers tls trace_events tty url util v8 vm "
    "wasi worker_threads zlib"
)
_BUILTINS = frozenset(_BUILTIN_NAMES.split())
# what an ending written in an import may stand for, best first: a source, a stub, the file itself
_MEANT = {
    ".js": (".ts", ".tsx", ".d.ts", ".js", ".jsx"),
    ".jsx": (".tsx", ".ts", ".d.ts", ".jsx", ".js"),
    ".mjs": (".mts", ".d.mts", ".mjs"),
    ".cjs": (".cts", ".d.cts", ".cjs"),
    ".ts": (".ts", ".tsx", ".d.ts", ".js", ".jsx"),
    ".tsx": (".tsx", ".ts", ".d.ts", ".jsx", ".js"),
    ".mts": (".mts", ".d.mts", ".mjs"),
    ".cts": (".cts", ".d.cts", ".cjs"),
    ".json": (".json",),
}
_PLAIN = (".ts", ".tsx", ".d.ts", ".js", ".jsx")
# tried where a compiler would want the ending written, as bundlers and node do
_MORE = (".mts", ".d.mts", ".mjs", ".cts", ".d.cts", ".cjs", ".json")
_STUBS = {".d.ts": (".js", ".jsx"), ".d.mts": (".mjs",), ".d.cts": (".cjs",)}
_SOURCES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")
_DEPENDENCY_FOLDER = "node_modules"
_MOST_NAMES = 600
_MOST_KEPT = 50_000


class _Module(NamedTuple):
    files: tuple[str, ...]
    external: str
    asked: frozenset[str]


def imports(paths: Collection[str], read: Callable[[str], bytes | None]) -> JavaScriptImports:
    """Make the import system; see `codegraph.resolve.imports.imports_of`."""
    return JavaScriptImports(Tree(paths, read))


class JavaScriptImports:
    """The modules that files of a repository load."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._packages = Packages(tree)
        self._projects = Projects(tree, self._packages)
        self._kept: dict[tuple[str, frozenset[str], str], _Module] = {}

    def find(self, importer: str, text: str) -> Found:
        """Find a module, and the name behind `::`; no module before that is the importer itself."""
        name, inner, rest = text.partition("::")
        if not name:
            return Found((importer,) if inner else (), rest, "", frozenset())
        # what is no path means the same to all files of a folder that belong to one configuration
        configured = Questions(self._tree)
        at = importer
        if not name.startswith("."):
            project = self._projects.of(importer, configured)
            at = f"{folder_of(importer)}\0{project.path if project else ''}"
        key = at, frozenset(configured.asked), name
        if key not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            ask = Questions(self._tree)
            files, external = self._module(importer, name, ask) if len(name) < _MOST_NAMES else ((), "")
            self._kept[key] = _Module(files, external, ask.noted())
        module = self._kept[key]
        return Found(module.files, rest, module.external, module.asked)

    def _module(self, importer: str, name: str, ask: Questions) -> tuple[tuple[str, ...], str]:
        # bundlers: what loads a file is written before it, how it is wanted behind it
        name = name.rpartition("!")[2].partition("?")[0]
        if name in {".", ".."} or name.startswith(("./", "../")):
            return self._relative(importer, name, ask), ""
        if name.startswith("#"):
            return self._internal(importer, name, ask)
        return self._named(importer, name, ask) if name[:1] not in {"", "/"} else ((), "")

    def _named(self, importer: str, name: str, ask: Questions) -> tuple[tuple[str, ...], str]:
        found, matched = self._by_configuration(importer, name, ask)
        if found:
            return found, ""
        external = _external(name)
        if external == "node" or ":" in name:
            return (), external
        folder = self._packages.folder(importer, external, ask) if external else None
        if folder is not None:
            return self._entry(folder, f".{name[len(external) :]}", ask), ""
        # a name that the configuration has for the project's own files is of none outside
        own = matched and not self._packages.depends(importer, external, ask)
        return (), "" if own else external

    def _relative(self, importer: str, name: str, ask: Questions) -> tuple[str, ...]:
        at = join(folder_of(importer), name)
        if at is None:
            return ()
        found = self._load(at, ask, folder=name.endswith(("/", ".")))
        project = None if found else self._projects.of(importer, ask)
        if project is None:
            return found
        # folders that count as one
        roots = sorted((it for it in project.root_dirs if within(at, it)), key=len)
        for root in project.root_dirs if roots else ():
            tail = at[len(roots[-1]) :].lstrip("/")
            other = join(root, tail)
            if root != roots[-1] and other and (found := self._load(other, ask)):
                return found
        return ()

    def _internal(self, importer: str, name: str, ask: Questions) -> tuple[tuple[str, ...], str]:
        folder = self._packages.around(folder_of(importer), ask)
        if folder is None:
            return self._by_configuration(importer, name, ask)[0], ""
        targets = mapped(self._packages.manifest(folder, ask).get("imports"), name)
        for target in targets:
            if target.startswith("./"):
                found = self._built(folder, target, ask)
            else:
                found, external = self._module(importer, target, ask) if not target.startswith("#") else ((), "")
                if external:
                    return (), external
            if found:
                return found, ""
        return self._by_configuration(importer, name, ask)[0], ""

    def _by_configuration(self, importer: str, name: str, ask: Questions) -> tuple[tuple[str, ...], bool]:
        """Look in `paths` and `baseUrl`; tell, too, whether a pattern says that the name is the project's own."""
        project = self._projects.of(importer, ask)
        if project is None:
            return (), False
        pattern = _best_pattern(project.paths, name)
        targets = project.paths[pattern] if pattern else ()
        star = name[len(pattern.partition("*")[0]) : len(name) - len(pattern.partition("*")[2])]
        for target in targets:
            # a star may be in front of what leads out of the folder
            at = join("", target.replace("*", star, 1))
            if at is not None and (found := self._load(at, ask)):
                return found, True
        own = pattern not in {"", "*"} and not any(_DEPENDENCY_FOLDER in it for it in targets) and bool(targets)
        at = join(project.base, name) if project.base is not None else None
        return (self._load(at, ask) if at else ()), own

    # packages of the repository

    def _entry(self, folder: str, subpath: str, ask: Questions) -> tuple[str, ...]:
        """Find what a package gives for itself (`.`) or a part of it (`./part`)."""
        manifest = self._packages.manifest(folder, ask)
        exports = manifest.get("exports")
        targets = mapped(exports, subpath.rstrip("/") or ".") if exports is not None else entries(manifest, subpath)
        for target in targets:
            if found := self._built(folder, target, ask):
                return found
        if subpath == "." and (found := self._load(join(folder, "src/index") or "", ask)):
            return found
        if subpath == "." and (found := self._load(join(folder, "index") or "", ask)):
            return found
        return ()

    def _built(self, folder: str, target: str, ask: Questions) -> tuple[str, ...]:
        """Find a file of a package, or what it is built from where it is not there."""
        at = join(folder, target)
        if at is None or not within(at, folder):
            return ()
        if found := self._load(at, ask):
            return found
        for out, source in self._projects.outputs(folder, ask):
            if within(at, out) and out != source:
                other = join(source, at[len(out) :].lstrip("/"))
                if other and (found := self._source(other, ask)):
                    return found
        return self._by_custom(folder, at, ask)

    def _by_custom(self, folder: str, at: str, ask: Questions) -> tuple[str, ...]:
        """Look for the source of a built file in `src`, where what it stands in is not in the repository."""
        inside = at[len(folder) :].lstrip("/").split("/")
        top = join(folder, inside[0])
        if not inside[1:] or top is None or inside[0] == "src" or ask.entries(top):
            return ()
        # dist/x.js, dist/esm/x.js, dist/src/x.js
        for skipped in range(1, min(len(inside), 4)):
            tail = inside[skipped:] if inside[skipped] != "src" else inside[skipped + 1 :]
            if tail and (found := self._source(join(folder, "/".join(["src", *tail])) or "", ask)):
                return found
        return ()

    def _source(self, path: str, ask: Questions) -> tuple[str, ...]:
        """Find the file that a built one comes from; a stub's, too."""
        for ending in (".d.ts", ".d.mts", ".d.cts", *_MEANT):
            if path.endswith(ending):
                stem = path.removesuffix(ending)
                return _one(ask.first(stem + it for it in _SOURCES))
        return self._load(path, ask)

    # files

    def _load(self, path: str, ask: Questions, *, folder: bool = False) -> tuple[str, ...]:
        """Find a file, or what a folder gives for itself; `folder` looks for the folder alone."""
        if path and not folder and (found := _file(path, ask)):
            return found
        if ask.entries(path):
            manifest = self._packages.manifest(path, ask)
            for target in entries(manifest, "."):
                at = join(path, target)
                if at and at != path and (found := _file(at, ask) or _file(f"{at}/index", ask)):
                    return found
            return _file(f"{path}/index" if path else "index", ask)
        return ()


def _file(path: str, ask: Questions) -> tuple[str, ...]:
    """Find a file by a path with or without its ending: a stub goes before its module."""
    for candidate in _candidates(path):
        if ask.has(candidate):
            for stub, endings in _STUBS.items():
                if candidate.endswith(stub):
                    module = ask.first(candidate.removesuffix(stub) + it for it in endings)
                    return (candidate, module) if module else (candidate,)
            return (candidate,)
    return ()


def _candidates(path: str) -> Iterator[str]:
    dot = path.rfind(".", path.rfind("/") + 1)
    if dot >= 0:
        ending = path[dot:]
        for stub in _STUBS:
            if path.endswith(stub):
                yield path
        if ending in _MEANT:
            for it in _MEANT[ending]:
                yield path[:dot] + it
        else:
            yield f"{path[:dot]}.d{ending}.ts"
    for it in _PLAIN:
        yield path + it
    if dot >= 0:
        # what is no code: a style, an image
        yield path
    for it in _MORE:
        yield path + it


def _one(path: str) -> tuple[str, ...]:
    return (path,) if path else ()


def _best_pattern(patterns: Collection[str], name: str) -> str:
    """Give the pattern that a name fits, the one with the longest start; empty for none."""
    if name in patterns:
        return name
    best, length = "", -1
    for pattern in patterns:
        before, star, after = pattern.partition("*")
        fits = bool(star) and name.startswith(before) and name.endswith(after) and len(name) >= len(before) + len(after)
        if fits and len(before) > length:
            best, length = pattern, len(before)
    return best


def _external(name: str) -> str:
    """Give the package that a name is of: `@a/b/c` of `@a/b`, `fs/promises` of node; empty for what is no package."""
    scheme, colon, behind = name.partition(":")
    if colon:
        if scheme in {"npm", "jsr"}:
            at = behind.lstrip("/")
            return _package(at[:1] + at[1:].partition("@")[0] if "@" in at[1:] else at)
        return behind.lstrip("/").partition("/")[0] if scheme in {"http", "https"} else scheme
    package = _package(name)
    return "node" if package in _BUILTINS and not name.endswith("/") else package


def _package(name: str) -> str:
    parts = name.split("/")
    if name.startswith("@"):
        return "/".join(parts[:2]) if len(parts) > 1 and len(parts[0]) > 1 and parts[1] else ""
    return parts[0] if parts[0][:1] not in {"~", "$", "."} else ""
