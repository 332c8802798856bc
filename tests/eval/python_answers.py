"""What pyright and jedi say of call sites in Python files, asked on a copy that holds nothing else.

The copy has the repository's `.py` and `.pyi` files alone, and an environment without packages, so that neither
settings of the repository nor what happens to be installed here decides. Nothing of the repository is run.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import venv
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import jedi

from codegraph.resolve.rust_analyzer.language_server import Server
from codegraph.resolve.rust_analyzer.running import Limits
from tests.eval.lsp import ask_all

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from typing import Self

    from tests.eval.call_sites import CallSite

Target = tuple[str, int, int]
"""Path in the repository, line from 1 and column in bytes from 0."""

_DEFINITION = "textDocument/definition"
_READY = "asked_whether_it_is_ready.py"
# more often, and its listing of the files begins anew each time
_ATTEMPTS, _PAUSE = 60, 4.0
_WINDOW = 32
_SECONDS = 4 * 3600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Definitions in the repository; `outside` tells that one lies elsewhere. Nothing of both: it is not known."""

    inside: tuple[Target, ...] = ()
    outside: bool = False


@dataclass
class Copy:
    """A copy of a repository's Python files; `roots` are the folders (relative) that imports start from."""

    folder: Path
    roots: list[str]
    python: Path
    lines: dict[str, list[str]] = field(default_factory=dict)

    def source(self, path: str) -> list[str]:
        """Give the lines of a file."""
        if path not in self.lines:
            self.lines[path] = (self.folder / path).read_bytes().decode("utf-8", "surrogateescape").split("\n")
        return self.lines[path]

    def target(self, place: Path, line: int, column: int, *, utf16: bool) -> Target | None:
        """Give a place in the terms of the repository, columns in bytes; None for one outside."""
        if not place.is_relative_to(self.folder):
            return None
        path = place.relative_to(self.folder).as_posix()
        if not path.endswith((".py", ".pyi")) or not place.is_file():
            return None
        return path, line, bytes_before(self.source(path)[line - 1], column, utf16=utf16)


def bytes_before(text: str, column: int, *, utf16: bool) -> int:
    """Turn a column in code points, or in UTF-16 units, into one in bytes."""
    if utf16:
        text = text.encode("utf-16-le", "surrogatepass")[: 2 * column].decode("utf-16-le", "replace")
        return len(text.encode("utf-8", "surrogateescape"))
    return len(text[:column].encode("utf-8", "surrogateescape"))


def characters_before(text: str, column: int, *, utf16: bool) -> int:
    """Turn a column in bytes into one in code points or UTF-16 units."""
    start = text.encode("utf-8", "surrogateescape")[:column].decode("utf-8", "surrogateescape")
    return len(start.encode("utf-16-le", "surrogatepass")) // 2 if utf16 else len(start)


def copy_files(repository: Path, paths: Iterable[str], work: Path) -> Copy:
    """Make the copy in the folder `work`, which is emptied first."""
    shutil.rmtree(work, ignore_errors=True)
    tree, bare = work / "tree", work / "bare"
    paths = list(paths)
    for path in paths:
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(repository / path, tree / path)
    venv.create(bare, with_pip=False)
    return Copy(tree.resolve(), source_roots(paths), bare / "bin" / "python")


def source_roots(paths: Iterable[str]) -> list[str]:
    """Give the folders that imports start from: the root, `src`, and those that hold a top-level package."""
    packages = {path.rpartition("/")[0] for path in paths if path.rpartition("/")[2] in {"__init__.py", "__init__.pyi"}}
    top = {package.rpartition("/")[0] for package in packages if package.rpartition("/")[0] not in packages}
    ordered = sorted(top - {"", "src"}, key=lambda it: (it.count("/"), it))
    return ["", "src", *ordered]


class Pyright:
    """pyright's language server over a copy; a context manager. `folder` holds `node_modules/pyright`."""

    def __init__(self, folder: Path, copy: Copy) -> None:
        package = folder.resolve() / "node_modules" / "pyright"
        self.version = f"pyright {json.loads((package / 'package.json').read_text('utf-8'))['version']}"
        self._copy = copy
        settings = {
            "include": ["."],
            "exclude": [],
            "extraPaths": [root or "." for root in copy.roots],
            "venvPath": str(copy.python.parent.parent.parent),
            "venv": copy.python.parent.parent.name,
            "typeCheckingMode": "off",
            "pythonVersion": f"{sys.version_info.major}.{sys.version_info.minor}",
            "pythonPlatform": "Linux",
        }
        (copy.folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
        (copy.folder / _READY).write_text("def ready(): ...\nready()\n", "utf-8")
        command = ["node", str(package / "langserver.index.js"), "--stdio"]
        self._server = Server(command, cwd=copy.folder, environ=dict(os.environ), limits=Limits(_SECONDS))

    def __enter__(self) -> Self:
        """Start it."""
        self._server.__enter__()
        root = self._copy.folder.as_uri()
        hello = {
            "processId": os.getpid(),
            "rootUri": root,
            "workspaceFolders": [{"uri": root, "name": "tree"}],
            "capabilities": {},
        }
        self._server.wait(self._server.send("initialize", hello))
        self._server.notify("initialized", {})
        document = {"uri": (self._copy.folder / _READY).as_uri()}
        question = {"textDocument": document, "position": {"line": 1, "character": 0}}
        for _ in range(_ATTEMPTS):
            time.sleep(_PAUSE)
            # it answers with nothing until it has listed the files
            if self._server.settle(_DEFINITION, question, self._server.send(_DEFINITION, question)):
                return self
        message = "pyright does not find the files"
        raise SystemExit(message)

    def __exit__(self, *error: object) -> None:
        """End it."""
        self._server.__exit__(*error)

    def ask(self, path: str, sites: list[CallSite]) -> list[Answer]:
        """Ask for the definitions of the sites of one file."""
        source = self._copy.source(path)
        uri = (self._copy.folder / path).as_uri()
        questions = (
            {
                "textDocument": {"uri": uri},
                "position": {
                    "line": site.line - 1,
                    "character": characters_before(source[site.line - 1], site.column, utf16=True),
                },
            }
            for site in sites
        )
        return [self._answer(it) for it in ask_all(self._server, _DEFINITION, questions, window=_WINDOW)]

    def _answer(self, found: list[dict[str, Any]] | None) -> Answer:
        places = found or []
        inside: list[Target] = []
        for link in places:
            start = link["range"]["start"]
            place = Path(unquote(urlsplit(link["uri"]).path))
            target = self._copy.target(place, start["line"] + 1, start["character"], utf16=True)
            inside += [target] if target is not None else []
        return Answer(tuple(dict.fromkeys(inside)), len(inside) < len(places))


class Jedi:
    """jedi over a copy."""

    version = f"jedi {jedi.__version__}"

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        jedi.settings.cache_directory = str(copy.folder.parent / "cache")
        roots = [str(copy.folder / root) for root in copy.roots]
        self._project = jedi.Project(copy.folder, added_sys_path=roots, smart_sys_path=False)
        self._environment = jedi.create_environment(str(copy.python.parent.parent), safe=False)

    def ask(self, path: str, sites: list[CallSite], definitions: Container[Target]) -> Iterator[tuple[Answer, Answer]]:
        """Give for each site of one file what its name is, and for one that is none of `definitions`, its value."""
        source = self._copy.source(path)
        place = self._copy.folder / path
        script = jedi.Script("\n".join(source), path=place, project=self._project, environment=self._environment)
        for site in sites:
            at = site.line, characters_before(source[site.line - 1], site.column, utf16=False)
            named = self._goto(script, at)
            plain = not named.inside or any(it in definitions for it in named.inside)
            yield named, Answer() if plain else self._infer(script, at)

    def _goto(self, script: jedi.Script, at: tuple[int, int]) -> Answer:
        try:
            return self._answer(script.goto(*at, follow_imports=True))
        except Exception:  # noqa: BLE001 - jedi fails in many ways on code it does not understand
            return Answer()

    def _infer(self, script: jedi.Script, at: tuple[int, int]) -> Answer:
        try:
            return self._answer(script.infer(*at))
        except Exception:  # noqa: BLE001 - as above
            return Answer()

    def _answer(self, names: list[Any]) -> Answer:
        inside: list[Target] = []
        outside = False
        for name in names:
            target = None
            if name.module_path is not None and name.line is not None:
                target = self._copy.target(Path(name.module_path), name.line, name.column, utf16=False)
            inside += [target] if target is not None else []
            outside |= target is None
        return Answer(tuple(dict.fromkeys(inside)), outside)
