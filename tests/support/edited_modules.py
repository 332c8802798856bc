# ruff: noqa: E501, ISC004 - a table of forms
"""A small tree of modules that is edited at random: blocks come, go and change, files are moved and removed.

Whatever comes out is parsed, some of it means something: names are few, so that they meet.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

_CLASSES = ("Ant", "Bee", "Cat", "Dog")
_FUNCTIONS = ("find", "make", "turn", "walk")
_MEMBERS = ("own", "near", "size", "find")
_PYTHON_FILES = (
    *("pkg/__init__.py", "pkg/one.py", "pkg/two.py", "pkg/sub/__init__.py", "pkg/sub/three.py", "pkg/two.pyi"),
    *("src/other/__init__.py", "src/other/four.py", "tests/conftest.py", "tests/test_all.py", "alone.py", "one.py"),
    *("deep/er/space.py", "pkg/sub/one.py"),
)
_PYTHON_MODULES = (
    *("pkg", "pkg.one", "pkg.two", "pkg.sub", "pkg.sub.three", "other", "other.four", "alone", "one", "os", "space"),
    *(".", ".one", ".two", ".sub", "..", "..one", "..two", ".three", "deep.er.space", "missing"),
)
_SCRIPT_FILES = (
    *(
        "src/index.ts",
        "src/one.ts",
        "src/two.ts",
        "src/sub/index.ts",
        "src/sub/three.tsx",
        "lib/four.js",
        "tsconfig.json",
    ),
    *("lib/package.json", "src/one.js", "src/two.d.ts", "package.json", "lib/index.js"),
)
_SCRIPT_MODULES = (
    *("./one", "./two", "./sub", "../one", "..", ".", "./three", "@/one", "@/sub/three", "lib", "./one.js", "react"),
    *("../lib/four", "./index", "../../lib/four", "lib/four"),
)


def _pick(random: Random, *choices: str) -> str:
    return random.choice(choices)


class EditedModules:
    """The files of a tree by path, as lists of blocks."""

    def __init__(self, random: Random, *, scripts: bool = False) -> None:
        """Begin with some files; `scripts` for TypeScript and JavaScript, else Python."""
        self.random = random
        self.scripts = scripts
        self.names = _SCRIPT_FILES if scripts else _PYTHON_FILES
        self.files: dict[str, list[str]] = {}
        self._written: dict[str, str] = {}
        for path in random.sample(self.names, len(self.names) - 3):
            self.files[path] = [self._block(path) for _ in range(random.randint(1, 6))]

    def edit(self) -> str:
        """Make one edit; says which."""
        random = self.random
        what = random.choice(
            ("replace", "replace", "insert", "insert", "drop", "move", "remove", "new", "rename", "swap")
        )
        if what == "new" or not self.files:
            path = random.choice(self.names)
            self.files[path] = [self._block(path) for _ in range(random.randint(0, 5))]
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
            before, after = random.sample(random.choice((_CLASSES, _FUNCTIONS, _MEMBERS)), 2)
            self.files[path] = [block.replace(before, after) for block in blocks]
        elif what == "insert" or not blocks:
            blocks.insert(random.randint(0, len(blocks)), self._block(path))
        elif what == "swap":
            random.shuffle(blocks)
        elif what == "drop":
            blocks.pop(random.randrange(len(blocks)))
        else:
            blocks[random.randrange(len(blocks))] = self._block(path)
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

    @staticmethod
    def _text(path: str, blocks: list[str]) -> str:
        if path.endswith(".json"):
            return blocks[0] if blocks else "{}"
        return "\n".join(blocks) + "\n"

    def _block(self, path: str) -> str:
        if path.endswith(".json"):
            return self._configuration(path)
        return self._script() if self.scripts else self._python()

    def _python(self) -> str:
        random = self.random
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        member, near = random.choice(_MEMBERS), random.choice(_MEMBERS)
        module, name = random.choice(_PYTHON_MODULES), random.choice((one, function))
        plain = module.lstrip(".") or "pkg.one"
        forms = (
            f"from {module} import {name}",
            f"from {module} import {name} as {random.choice((two, other))}",
            f"from {module} import *",
            f"import {plain}",
            f"import {plain} as {function}",
            f"from . import {plain.rpartition('.')[2]}",
            f"__all__ = ['{one}', '{function}']",
            f"{one} = {two}",
            f"{function}: '{one}' = {other}()",
            f"class {one}({two}):\n    {member}: {two}\n    def {near}(self) -> '{two}':\n        return self.{member}.{near}()\n",
            f"class {one}:\n    def __init__(self):\n        self.{member} = {two}()\n"
            f"    def {near}(self):\n        return self.{member}\n    def go(self):\n        self.{near}().{member}()\n",
            f"class {one}({plain}.{two}):\n    @property\n    def {member}(self):\n        return {two}()\n"
            f"    @classmethod\n    def {near}(cls):\n        return cls().{member}.{near}()\n",
            f"def {function}(x: {one}):\n    y = x.{member}()\n    y.{near}()\n    return y\n",
            f"def {function}():\n    from {module} import {one}\n    def inner():\n        return v.{member}()\n"
            f"    v = {one}()\n    return v\n",
            f"def test_{function}({other}):\n    for each in [{one}()]:\n        {function}().{member}()\n    {two}.{near}()\n",
            f"@{other}\ndef {function}(a, b={two}()):\n    return {plain}.{function}(a).{member}()\n",
            f"def {function}():\n    return {other}()\n",
            f"# a remark on {one}",
            f"with {one}() as {function}:\n    {function}.{member}()\n",
            f"class {one}({two}, {random.choice(_CLASSES)}):\n    class Inner({one}):\n        pass\n"
            f"    def {member}(self):\n        super().{member}()\n        return self.Inner()\n",
        )
        return random.choice(forms)

    def _script(self) -> str:
        random = self.random
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        member, near = random.choice(_MEMBERS), random.choice(_MEMBERS)
        module, name = random.choice(_SCRIPT_MODULES), random.choice((one, function))
        forms = (
            f"import {{ {name} }} from '{module}'",
            f"import {{ {name} as {random.choice((two, other))} }} from '{module}'",
            f"import {function} from '{module}'",
            f"import * as {function} from '{module}'",
            f"export * from '{module}'",
            f"export {{ {one}, {function} as {other} }} from '{module}'",
            f"const {{ {one} }} = require('{module}')",
            f"module.exports = {{ {one}, {other}: {function} }}",
            f"export default class {one} extends {two} {{ {member}(): {two} {{ return this.{near}() }} }}",
            f"export class {one} implements {two} {{\n  private {member} = new {two}()\n  constructor(private {near}: {two}) {{ super() }}\n"
            f"  go() {{ this.{member}.{near}(); this.{near}.{member}() }}\n}}",
            f"export interface {one} extends {two} {{ {member}(): {two} }}",
            f"export type {one} = {two} | undefined",
            f"export function {function}(x: {one}) {{ const y = x.{member}(); y.{near}(); return y }}",
            f"export const {function} = (a: {one}) => a.{member}()",
            f"function {function}() {{ return new {one}() }}",
            f"{function}().{member}()",
            f"test('{one}', () => {{ for (const x of [{function}()]) {{ x.{near}() }} }})",
            f"// a remark on {one}",
            f"namespace {one} {{ export function {member}() {{ {function}() }} }}",
            f"let {function}: {one} = {function}()",
            f"export type {one} = (x: {two}, y: {one}) => {two}",
            f"export interface {one}<T = {two}> {{\n  (h: (x: T) => void): {one}<T>\n  <U>(n: string, h: (x: {two}) => U): this\n  {member}: T\n}}",
            f"export class {one}<T extends {two}> {{\n  {member}!: T\n  {near}(h: (x: T) => void): {two}<T> {{}}\n}}",
            f"export function {function}<T>(h: (x: {one}<T>, y: T) => void): T\nexport function {function}(h) {{ return new {one}<{two}>() }}",
            f"{function}((x, {{ {member} }}) => {{ x.{near}(); {member}.{near}() }})",
            f"const {function}: {one} = (x) => x.{member}({{ {near}: (y) => y.{near}() }})",
            f"function {function}(): {one} {{ return (x) => {{ x.{member}() }} }}",
            f"new {one}<{two}>().{member}.{near}()",
            f"exports.{function} = {other}",
            f"module.exports = require('{module}')",
            f"exports = module.exports = {function}",
            f"{function}.{member} = function () {{ {other}() }}",
            f"{one}.prototype.{member} = function () {{ return this.{near}() }}",
            f"const {function} = require('{module}')\n{function}.{other}()\n{function}.{member}()",
            f"function {function}({{ {member} }}: {one}, x: ReturnType<typeof {other}>) {{ {member}.{near}(); x.{member}() }}",
            f"export type {one}<K> = {{ [P in keyof K]: {two} }} & {{ {member}: {one}['{near}'] }}",
        )
        return random.choice(forms)

    def _configuration(self, path: str) -> str:
        random = self.random
        if path.endswith("package.json"):
            return random.choice(('{"name": "lib", "main": "four.js"}', '{"name": "lib"}', '{"name": "react"}', "{"))
        return random.choice(
            (
                '{"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["src/*"]}}}',
                '{"compilerOptions": {"baseUrl": "src"}} // remark',
                '{"extends": "./tsconfig.json"}',
                "{}",
            )
        )
