"""A small tree of modules that is edited at random: blocks come, go and change, files are moved and removed.

Whatever comes out is parsed, some of it means something: names are few, so that they meet.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.support.forms import c, c_sharp, cpp, go, java, lua, python, ruby, script
from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

_FORMS = {
    "python": python,
    "typescript": script,
    "go": go,
    "java": java,
    "c": c,
    "cpp": cpp,
    "ruby": ruby,
    "c-sharp": c_sharp,
    "lua": lua,
}


class EditedModules:
    """The files of a tree by path, as lists of blocks."""

    def __init__(self, random: Random, language: str = "python") -> None:
        """Begin with some files; of `typescript` some are JavaScript."""
        self.random = random
        self._forms = _FORMS[language]
        self.names = self._forms.FILES
        self.files: dict[str, list[str]] = {}
        self._written: dict[str, str] = {}
        for path in random.sample(self.names, len(self.names) - 3):
            self.files[path] = [self._forms.block(random, path) for _ in range(random.randint(1, 6))]

    def edit(self) -> str:
        """Make one edit; says which."""
        random = self.random
        what = random.choice(
            ("replace", "replace", "insert", "insert", "drop", "move", "remove", "new", "rename", "swap")
        )
        if what == "new" or not self.files:
            path = random.choice(self.names)
            self.files[path] = [self._forms.block(random, path) for _ in range(random.randint(0, 5))]
            return f"new {path}"
        path = random.choice(sorted(self.files))
        blocks = self.files[path]
        if what == "remove" and len(self.files) > 3:
            del self.files[path]
        elif what == "move":
            to = random.choice(self.names)
            self.files[to] = self.files.pop(path)
            return f"move {path} {to}"
        elif what == "rename":
            before, after = random.sample(random.choice((CLASSES, FUNCTIONS, MEMBERS)), 2)
            self.files[path] = [block.replace(before, after) for block in blocks]
        elif what == "insert" or not blocks:
            blocks.insert(random.randint(0, len(blocks)), self._forms.block(random, path))
        elif what == "swap":
            random.shuffle(blocks)
        elif what == "drop":
            blocks.pop(random.randrange(len(blocks)))
        else:
            blocks[random.randrange(len(blocks))] = self._forms.block(random, path)
        return f"{what} {path}"

    def write(self, root: Path) -> set[str]:
        """Write what is otherwise than before; gives the paths."""
        now = {path: self._text(path, blocks) for path, blocks in self.files.items()}
        changed = {path for path in now.keys() | self._written.keys() if now.get(path) != self._written.get(path)}
        for path in changed:
            place = root / path
            if path not in now:
                place.unlink()
                if not any(place.parent.iterdir()) and place.parent != root:
                    shutil.rmtree(place.parent)
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(now[path], encoding="utf-8")
        self._written = now
        return changed

    def _text(self, path: str, blocks: list[str]) -> str:
        text = getattr(self._forms, "text", None)
        return str(text(path, blocks)) if text is not None else "\n".join(blocks) + "\n"
