"""The files that a file of Lua, Bash or Zig names: what it requires, sources or imports, by their paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.resolve.imports.places import ancestors, folder_of, join
from codegraph.resolve.scoped.modules import there_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegraph.resolve.scoped.files import File, Sym
    from codegraph.resolve.scoped.shared.spaces import Spaces

_MOST_FILES = 50
# tables that modules of Lua give, by custom
_TABLES = ("M", "_M")


class Beside:
    """Finds the files that other files name by their paths."""

    def __init__(self, spaces: Spaces) -> None:
        self._spaces = spaces

    def file(self, file: File, text: str) -> File | None:
        """Give the file that an import names."""
        folder = folder_of(file.path)
        for path in _candidates(file.language, folder, text):
            self._spaces.asking.note(there_key(path))
            found = self._spaces.files.get(path)
            if found is not None and found.language == file.language:
                return found
        return None

    def names(self, file: File, path: str) -> Iterator[tuple[Sym, ...]]:
        """Give what a path means in the files that a file names, one after the other."""
        head, _, rest = path.partition(".")
        if file.language == "bash":
            yield from self._sourced(file, path)
            return
        for it in file.imports.get(0, ()):
            found = self.file(file, it.text) if it.alias == head else None
            if found is None:
                continue
            if file.language == "zig":
                inner = it.text.partition("::")[2]
                yield self._spaces.get(f"{found.path}\0", ".".join(one for one in (inner, rest) if one))
            elif rest:
                yield self._of_table(found, rest)

    def _of_table(self, file: File, name: str) -> tuple[Sym, ...]:
        """Give a function of the table that a file of Lua returns: its only one, or the one that is named after it."""
        space = f"{file.path}\0"
        # which tables there are is seen by what each of them has
        module = file.path.removesuffix(".lua").removesuffix("/init").rpartition("/")[2]
        owners = list(dict.fromkeys(file.self_types.values())) if file.symbols else []
        self._spaces.note_tables(file.path)
        chosen = owners[0] if len(owners) == 1 else next((it for it in (module, *_TABLES) if it in owners), "")
        return self._spaces.get(space, f"{chosen}.{name}") if chosen else ()

    def _sourced(self, file: File, name: str) -> Iterator[tuple[Sym, ...]]:
        seen = {file.path}
        pending = [file]
        while pending and len(seen) < _MOST_FILES:
            one = pending.pop(0)
            self._spaces.note_context(one.path)
            for it in one.imports.get(0, ()):
                found = self.file(one, it.text)
                if found is None or found.path in seen:
                    continue
                seen.add(found.path)
                pending.append(found)
                yield self._spaces.get(f"{found.path}\0", name)


def _candidates(language: str, folder: str, text: str) -> Iterator[str]:
    if language == "zig":
        path = join(folder, text.partition("::")[0])
        if path:
            yield path
        return
    for around in ancestors(folder):
        if language == "bash":
            path = join(around, text)
            if path:
                yield path
            continue
        for root in ("", "src", "lua", "lib"):
            base = "/".join(it for it in (around, root, *text.split(".")) if it)
            yield f"{base}.lua"
            yield f"{base}/init.lua"
