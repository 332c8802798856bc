"""What names mean in modules: definitions, imports and what these lead to, `*` imports, and modules below modules."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from codegraph.resolve.imports import Found
from codegraph.resolve.scoped.values import External, Module, Unknown
from codegraph.resolve.tracking import Question, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codegraph.resolve.foreign.tables import Foreign
    from codegraph.resolve.imports import Imports
    from codegraph.resolve.scoped.asking import Asking
    from codegraph.resolve.scoped.files import File, Import
    from codegraph.resolve.scoped.values import Entity

# stable reasons of references that stay open
NAME_NOT_FOUND = "name-not-found"
MODULE_NOT_FOUND = "module-not-found"
EXTERNAL_GLOB = "external-glob"

_MOST_STARS = 2000
_EXPORT = "export"
# stands for a file
_MADE = "\0modules"
DEFAULT = "default"
WHOLE = "="
"""The name of what stands for all that a file gives: `module.exports = f`."""

_WHOLE = (WHOLE, "*")


@lru_cache(200_000)
def name_key(path: str, name: str) -> int:
    """Give the key of what a name means in a file, and of all that stands in what it defines."""
    return key(Question.IN_FILE, path, name)


def stars_key(path: str) -> int:
    """Give the key of what `*` imports bring into a file, and it gives on."""
    return key(Question.STARS, path)


def modules_key(name: str) -> int:
    """Give the key of which module another language makes under a name."""
    return name_key(_MADE, name)


@lru_cache(200_000)
def there_key(asked: str) -> int:
    """Give the key of one of the questions of an import system (`Found.asked`)."""
    return key(Question.THERE, asked)


class Modules:
    """The modules of a workspace."""

    def __init__(
        self, files: Mapping[str, File], imports: Mapping[str, Imports], asking: Asking, foreign: Foreign
    ) -> None:
        self.files = {**foreign.files, **files}
        self.foreign = foreign
        self.asking = asking
        self._imports = imports

    def find(self, file: File, text: str) -> Found:
        """Find the module that a path leads to from a file."""
        found = self._imports[file.language].find(file.path, text)
        self.asking.note(*map(there_key, found.asked))
        name = text.rpartition(".")[2]
        if name and file.language == "python" and _may_be_made(found, text, name):
            self.asking.note(modules_key(name))
            views = self.foreign.module(name)
            if views:
                return Found((*found.files, *views) if not found.rest else views, "", "", found.asked)
        return found

    def module(self, file: File, text: str) -> Module | External | None:
        """Give the module of exactly this path, one of another package, or none."""
        found = self.find(file, text)
        if found.files:
            return None if found.rest else Module(found.files, file.path, text)
        return External(found.external, text) if found.external else None

    # names in a module

    def named(self, path: str, name: str, *, inside: bool) -> tuple[Entity, ...]:
        """Give what a name means in a file, as those see it who stand `inside` or not; nothing if it is unknown."""
        return self.asking.ask(("named", path, name, inside), lambda: self._named(path, name, inside), ())

    def _named(self, path: str, name: str, inside: bool) -> tuple[Entity, ...]:  # noqa: FBT001
        file = self.files.get(path)
        if file is None:
            return ()
        self.asking.note(name_key(path, name))
        found = self._own(file, name, inside=inside)
        if found:
            return found
        self.asking.note(stars_key(path))
        return self._by_stars(file, name) if file.stars else ()

    def _own(self, file: File, name: str, *, inside: bool) -> tuple[Entity, ...]:
        """Give what a file itself defines or imports."""
        exports = file.rules.exports
        found: list[Entity] = []
        for it in file.bindings.get((0, name), ()):
            if not exports or (it.visibility != _EXPORT if inside else it.visibility == _EXPORT):
                found += self.meant(file, it)
        defined = (file.visible.get(0, {}) if inside else file.exported).get(name, ())
        if exports and not inside and not defined and name == DEFAULT:
            defined = [it for it in file.symbols if it.parent is file.root and DEFAULT in it.visibility.split()]
        if defined:
            # an import beside a definition stands in for it, or the other way round: one of them is another package's
            found += defined
        return tuple(dict.fromkeys(found))

    def _by_stars(self, file: File, name: str) -> tuple[Entity, ...]:
        """Look for a name in the modules of which a file imports all."""
        found: dict[Entity, None] = {}
        outside = ""
        seen = {file.path}
        pending = [file]
        while pending and len(seen) < _MOST_STARS:
            one = pending.pop()
            for path, external in self._starred(one):
                other = self.files.get(path)
                outside = outside or external
                if other is None or path in seen:
                    continue
                seen.add(path)
                self.asking.note(name_key(path, name), stars_key(path))
                if not _gives(other, name):
                    continue
                own = self._own(other, name, inside=False)
                found.update(dict.fromkeys(own))
                if not own and other.stars:
                    pending.append(other)
        return tuple(found) or ((Unknown(EXTERNAL_GLOB),) if outside else ())

    def _starred(self, file: File) -> Iterator[tuple[str, str]]:
        for it in file.stars:
            base, _ = file.rules.split(it.text, "*")
            found = self.find(file, base)
            yield from ((path, "") for path in found.files if not found.rest)
            if found.external:
                yield "", found.external

    # what imports mean

    def meant(self, file: File, it: Import) -> tuple[Entity, ...]:
        """Give what an import means."""
        nothing = (Unknown(MODULE_NOT_FOUND),)
        question = ("import", file.path, it.text, it.alias)
        return self.asking.ask(question, lambda: self._meant(file, it), nothing)

    def _meant(self, file: File, it: Import) -> tuple[Entity, ...]:
        base, name = file.rules.split(it.text, it.alias)
        if not base:
            return self.named(file.path, name, inside=True) or (Unknown(NAME_NOT_FOUND),)
        found = self.find(file, base)
        module = Module(found.files, file.path, base) if found.files and not found.rest else None
        if module is not None and (not name or name in _WHOLE):
            return self.whole(module)
        if module is not None:
            return self.attribute(module, name, file) or (Unknown(NAME_NOT_FOUND),)
        if name:
            below = self._below(file, base, name)
            return (below,) if below is not None else _outside(found, f"{base}.{name}")
        if not found.files and self.find(file, it.text).files:
            # a folder that only holds modules
            return (Module((), file.path, base),)
        return _outside(found, base)

    def whole(self, module: Module) -> tuple[Entity, ...]:
        """Give a module, or what stands for all of it."""
        for path in module.files:
            if (0, WHOLE) in self.files[path].bindings if path in self.files else False:
                self.asking.note(name_key(path, WHOLE))
                found = self.named(path, WHOLE, inside=False)
                if found:
                    return found
            self.asking.note(name_key(path, WHOLE))
        return (module,)

    def attribute(self, module: Module, name: str, asker: File | None = None) -> tuple[Entity, ...]:
        """Give a member of a module: a name in it, else a module below it; nothing if there is neither.

        Where a module asks for a member of itself (`from . import x` in a package) what it imports under that name is
        what it asks for.
        """
        stub: tuple[Entity, ...] = ()
        for path in module.files:
            if asker is not None and asker.path == path and name not in asker.members.get(0, {}):
                self.asking.note(name_key(path, name))
                continue
            found = self.named(path, name, inside=False)
            if found and not path.endswith((".pyi", ".d.ts")):
                return found
            stub = stub or found
        if stub:
            return stub
        at = self.files.get(module.importer)
        below = self._below(at, module.text, name) if at is not None else None
        return (below,) if below is not None else ()

    def _below(self, file: File, base: str, name: str) -> Module | None:
        if not file.rules.submodules:
            return None
        text = file.rules.join(base, name)
        found = self.find(file, text)
        if found.files and not found.rest:
            return Module(found.files, file.path, text)
        return None


def _may_be_made(found: Found, text: str, name: str) -> bool:
    """Tell whether a module may be made from another language: only a stub is there, or nothing where it should be."""
    if found.files and not found.rest:
        return all(path.endswith(".pyi") for path in found.files)
    if name.endswith(("_pb2", "_pb2_grpc")):
        return not found.files or bool(found.rest)
    # a package that is installed has modules of its own
    return found.rest == name if found.files else text.lstrip(".") == name or not found.external


def _gives(file: File, name: str) -> bool:
    """Tell whether `*` brings a name."""
    if file.given is not None:
        return name in file.given
    return not name.startswith("_")


def _outside(found: Found, text: str) -> tuple[Entity, ...]:
    if found.external:
        return (External(found.external, text.replace("/", ".")),)
    return (Unknown(MODULE_NOT_FOUND),)
