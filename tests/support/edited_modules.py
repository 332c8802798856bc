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
_GO_FILES = (
    *("go.mod", "a.go", "b.go", "b_windows.go", "b_linux.go", "b_test.go", "out_test.go", "lib/one.go", "lib/two.go"),
    *("lib/two_test.go", "lib/sub/three.go", "other/go.mod", "other/four.go", "cmd/main.go", "internal/five.go"),
)
_GO_PACKAGES = {
    "lib/one.go": "lib",
    "lib/two.go": "lib",
    "lib/two_test.go": "lib_test",
    "lib/sub/three.go": "sub",
    "other/four.go": "four",
    "cmd/main.go": "main",
    "internal/five.go": "five",
    "out_test.go": "root_test",
}
_GO_PATHS = (
    *("ex.org/root", "ex.org/root/lib", "ex.org/root/lib/sub", "ex.org/other", "ex.org/root/internal", "fmt", "io"),
    *("gopkg.in/yaml.v2", "ex.org/root/missing"),
)
_GO_NAMES = {
    "ex.org/root": "root",
    "ex.org/root/lib/sub": "sub",
    "ex.org/other": "four",
    "ex.org/root/internal": "five",
}
_JAVA_FILES = (
    *("src/main/java/a/Ant.java", "src/main/java/a/Bee.java", "src/main/java/a/b/Cat.java", "src/main/java/c/Dog.java"),
    *("src/test/java/a/AntTest.java", "src/test/java/a/Bee.java", "src/main/java/c/Ant.java", "src/main/java/Dog.java"),
    *("lib/src/main/java/a/Cat.java", "lib/src/main/java/a/b/Bee.java", "src/main/java/a/package-info.java"),
)
_JAVA_PACKAGES = ("a", "a.b", "c", "java.util", "missing.deep")
_C_FILES = (
    *("include/one.h", "include/sub/two.h", "src/own.h", "src/a.c", "src/b.c", "src/unix/c.c", "src/win/c.c"),
    *("test/d.c", "test/own.h", "three.h", "alone.c"),
)
_CPP_FILES = ("include/one.hpp", "include/two.hpp", "src/own.hpp", "src/a.cc", "src/b.cc", "three.hpp", "test/d.cc")
_CPP_HEADERS = ('"one.hpp"', '"two.hpp"', '"own.hpp"', '"three.hpp"', "<one.hpp>", "<vector>", '"missing.hpp"')
_C_HEADERS = (
    *('"one.h"', '"sub/two.h"', '"own.h"', '"../src/own.h"', '"three.h"', '"missing.h"', "<one.h>", "<stdio.h>"),
    *('"two.h"', "<sub/two.h>", '"a.c"'),
)

_RUBY_FILES = (
    *("lib/one.rb", "lib/two.rb", "lib/sub/three.rb", "app/four.rb", "spec/one_spec.rb", "alone.rb", "lib/ant.rb"),
    *("lib/sub/one.rb", "gems/other/lib/five.rb"),
)
_LUA_FILES = (
    *(
        "one.lua",
        "two.lua",
        "src/two.lua",
        "src/sub/init.lua",
        "src/sub/three.lua",
        "lib/four.lua",
        "spec/one_spec.lua",
    ),
    *("sub.lua", "src/Ant.lua"),
)
_SHARP_FILES = (
    *("One.cs", "Two.cs", "src/Three.cs", "src/Four.cs", "tests/OneTests.cs", "src/deep/Ant.cs", "Bee.cs"),
    *("lib/Five.cs", "lib/Cat.cs"),
)

_SHARP_SPACES = {
    "src/Three.cs": "Zoo",
    "src/Four.cs": "Zoo.Small",
    "tests/OneTests.cs": "Zoo.Small",
    "lib/Five.cs": "Farm",
    "lib/Cat.cs": "Zoo.Big.Deep",
}


def _pick(random: Random, *choices: str) -> str:
    return random.choice(choices)


class EditedModules:
    """The files of a tree by path, as lists of blocks."""

    def __init__(self, random: Random, language: str = "python") -> None:
        """Begin with some files; of `typescript` some are JavaScript."""
        self.random = random
        self.language = language
        self.names = {
            "python": _PYTHON_FILES,
            "typescript": _SCRIPT_FILES,
            "go": _GO_FILES,
            "java": _JAVA_FILES,
            "c": _C_FILES,
            "cpp": _CPP_FILES,
            "ruby": _RUBY_FILES,
            "c-sharp": _SHARP_FILES,
            "lua": _LUA_FILES,
        }[language]
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

    def _text(self, path: str, blocks: list[str]) -> str:
        if path.endswith(".mod"):
            return blocks[0] if blocks else ""
        if self.language == "go":
            # conditions and imports stand first
            blocks = sorted(blocks, key=lambda it: not it.startswith("import"))
            blocks = sorted(blocks, key=lambda it: not it.startswith("//go:build"))
            asked = sum(it.startswith("//go:build") for it in blocks)
            head = f"package {_GO_PACKAGES.get(path, 'root')}"
            blocks = [*blocks[:asked], "", head, *blocks[asked:]]
            return "\n".join(blocks) + "\n"
        if self.language == "java":
            package = path.partition("/java/")[2].rpartition("/")[0].replace("/", ".")
            blocks = sorted(blocks, key=lambda it: not it.startswith("import"))
            return "\n".join([f"package {package};" if package else "", *blocks, ""])
        if path.endswith(".json"):
            return blocks[0] if blocks else "{}"
        if path in _SHARP_SPACES:
            return "\n".join([f"namespace {_SHARP_SPACES[path]};", *blocks]) + "\n"
        return "\n".join(blocks) + "\n"

    def _block(self, path: str) -> str:
        if path.endswith(".json"):
            return self._configuration(path)
        if self.language == "go":
            return self._go(path)
        if self.language == "c-sharp":
            return self._sharp(path)
        forms = {"typescript": self._script, "ruby": self._ruby, "java": self._java, "lua": self._lua}
        return (forms | {"c": self._c, "cpp": self._cpp}).get(self.language, self._python)()

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

    def _ruby(self) -> str:
        random = self.random
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        member, near = random.choice(_MEMBERS), random.choice(_MEMBERS)
        there = random.choice((two, f"{one}::{two}", f"{two}::{random.choice(_CLASSES)}"))
        forms = (
            f"require '{random.choice(('one', 'two', 'sub/three', 'json', 'five'))}'",
            "require_relative './one'",
            f"module {one}\n  class {there}\n    def {member}\n      {near}\n      {two}.{function}\n    end\n  end\nend",
            f"class {one} < {there}\n  def initialize\n    {member}\n  end\n  def {near}; super; end\nend",
            f"class {there}\n  include {one}\n  def {member}; self.{near}; {function}; end\nend",
            f"module {one}\n  def self.{function}; {other}; new; end\n  def {member}; end\nend",
            f"class {one}\n  class << self\n    def {function}; new.{member}; end\n  end\nend",
            f"def {function}(x)\n  y = {there}.new\n  y.{member}\n  {other}\n  x.{near}\nend",
            f"{function}({there}.new)\n{there}.{other}",
            f"it '{one}' do\n  z = {there}.new\n  z.{member}\nend",
            f"# a remark on {one}",
            f"{one.upper()} = {there}",
        )
        return random.choice(forms)

    def _lua(self) -> str:
        random = self.random
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        module = random.choice(("one", "two", "sub", "sub.three", "four", "Ant", "missing"))
        return random.choice(
            (
                f"local {one} = require '{module}'",
                f"local {one} = {{}}",
                f"function {one}.{function}() {two}.{other}() {one}:{other}() end",
                f"function {one}:{function}(x) self:{other}() {other}() x.{function}() end",
                f"local function {function}() {other}() {two}.{function}() end",
                f"function {function}() {other}() end",
                f"{function}()",
                f"-- a remark on {one}",
            )
        )

    def _sharp(self, path: str) -> str:
        random = self.random
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        member, near = random.choice(_MEMBERS), random.choice(_MEMBERS)
        space = random.choice(("Zoo", "Zoo.Small", "Farm", "Zoo.Big.Deep"))
        there = random.choice((two, f"{one}.{two}", f"{space}.{two}", f"{space.rpartition('.')[2]}.{two}"))
        forms: tuple[str, ...] = (
            f"using {space};",
            f"using {one} = {space}.{two};",
            f"using static {space}.{two};",
            f"namespace {space} {{\nclass {one} : {there} {{\n  void {member}() {{ {near}(); base.{near}(); }}\n}}\n}}",
            f"partial class {one} {{\n  {there} {member};\n  void {function}({two} x) {{ {member}.{near}(); x.{member}(); }}\n}}",
            f"partial class {one} : {there} {{\n  public {one}() {{ {function}(); }}\n  class {two} {{ void {near}() {{ {function}(); }} }}\n}}",
            f"namespace {space} {{ static class {one} {{ public static {two} {function}() {{ return new {there}(); }} }} }}",
            f"class {one} {{ void {function}() {{ var y = new {there}(); y.{member}(); {two}.{other}().{near}(); }} }}",
            f"interface {one} {{ void {member}(); }}",
            f"enum {one} {{ {two} }}",
            f"// a remark on {one}",
        )
        if "/" in path:
            # a namespace for all of a file, or blocks of some
            forms = tuple(it for it in forms if not it.startswith("namespace"))
        return random.choice(forms)

    def _go(self, path: str) -> str:
        random = self.random
        if path.endswith(".mod"):
            return random.choice(
                ("module ex.org/root\n", "module ex.org/other\n", "module ex.org/root\nrequire x v1\n")
            )
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        function, other = (random.choice((it, it.title())) for it in (function, other))
        member, near = (random.choice((it, it.title())) for it in (random.choice(_MEMBERS), random.choice(_MEMBERS)))
        package = random.choice(_GO_PATHS)
        local = _GO_NAMES.get(package, package.rpartition("/")[2].removesuffix(".v2"))
        there = random.choice((two, f"{local}.{two}", f"*{two}", f"*{local}.{two}"))
        forms = (
            f'import "{package}"',
            f'import "{package}"',
            f'import {random.choice((local, function))} "{package}"',
            f'import . "{package}"',
            f"type {one} struct {{\n\t{there}\n\t{member} []{two}\n}}",
            f"type {one} struct {{ {member} {there} }}",
            f"type {one} interface {{ {member}() {two}; {near}(x {there}) error }}",
            f"type {one} interface {{ {member}() {two} }}",
            f"type {one} interface {{ {two}; {there.lstrip('*')} }}",
            f"type {one} {two}",
            f"type {one} = {there}",
            f"type {one} []{two}",
            f"type {one}[T {two}] struct {{ {member} T }}",
            f"func (it *{one}) {member}() {two} {{ return it.{near}() }}",
            f"func (it {one}) {near}(x {there}) error {{ x.{member}(); return nil }}",
            f"func (it {one}) {member}() {there} {{ y := it.{near}; y.{member}(); return y }}",
            f"func {function}(x {there}) *{one} {{\n\tif y := x.{member}(); y != nil {{\n\t\ty.{near}()\n\t}}\n\treturn {other}(x)\n}}",
            f"func {function}() (a {one}, err error) {{ a, err = {other}(); a.{member}(); return }}",
            f"func {function}(xs ...{one}) {{ for _, x := range xs {{ x.{member}().{near}() }} }}",
            f"func {function}() {{\n\tv, _ := {local}.{other.title()}()\n\tv.{member}()\n\tgo func() {{ {two}{{}}.{near}() }}()\n}}",
            f"func {function}(x any) {{ switch v := x.(type) {{ case {one}: v.{member}(); case *{local}.{two}: v.{near}() }} }}",
            f"var {function} = {other}()",
            f"var {function} {there} = {local}.{other.title()}",
            f"func Test{function.title()}(t *testing.T) {{ {other}().{member}() }}",
            f"// a remark on {one}",
            f"//go:build {random.choice(('!windows', 'own', '!own && go1.20', 'linux || (windows && own)'))}",
        )
        return random.choice(forms)

    def _java(self) -> str:
        random = self.random
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        member, near = random.choice(_MEMBERS), random.choice(_MEMBERS)
        package = random.choice(_JAVA_PACKAGES)
        there = random.choice((two, f"{package}.{two}", f"{two}<{one}>", f"List<{two}>", f"{two}[]"))
        forms = (
            f"import {package}.{one};",
            f"import {package}.*;",
            f"import static {package}.{one}.{function};",
            f"import static {package}.{one}.*;",
            f"import {package}.{one}.In;",
            f"class {one} extends {two} {{\n  {there} {member};\n  {two} {near}() {{ return this.{member}.{near}(); }}\n}}",
            f"public class {one}<T extends {two}> {{\n  T {member};\n  {one}(T a) {{ {member} = a; a.{near}(); }}\n  T {near}() {{ return {member}; }}\n}}",
            f"public class {one} implements {two} {{\n  static {there} {function}() {{ return new {one}(1).{member}(); }}\n"
            f"  {one}(int a) {{ super(a); }}\n  {one}() {{ this(1); }}\n  void {near}(int a) {{ {other}(); {near}(); }}\n  void {near}() {{ super.{near}(); }}\n}}",
            f"interface {one} extends {two} {{ {two} {member}(); default void {near}({there} x) {{ {member}().{near}(x); }} }}",
            f"public class {one} {{\n  static class In extends {two} {{ {two} {member}() {{ return {function}(); }} }}\n  In {member} = new In();\n}}",
            f"enum {one} {{ A, B {{ void {member}() {{ {near}(); }} }}; void {member}() {{ A.{near}(); }} }}",
            f"record {one}({there} {member}) {{ void {near}() {{ {member}().{near}(); {two}.{function}(); }} }}",
            f"class {one} {{\n  void {member}({there} x) {{\n    var y = x.{near}();\n    y.{member}();\n    for ({two} each : x) each.{near}();\n  }}\n}}",
            f"class {one} {{ Object {member}() {{ return new {two}() {{ void {near}() {{ {member}(); {function}(); }} }}; }} }}",
            f"class {one} {{ @Test void {function}() {{ {package}.{two}.{other}().{member}(); new {two}.In().{near}(); }} }}",
        )
        return random.choice(forms)

    def _c(self) -> str:
        random = self.random
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        member = random.choice(_MEMBERS)
        static = random.choice(("", "", "static ", "static inline "))
        forms = (
            f"#include {random.choice(_C_HEADERS)}",
            f"#include {random.choice(_C_HEADERS)}",
            f"#include {random.choice(_C_HEADERS)}",
            f"{static}int {function}({one}* x);",
            f"{static}int {function}(struct {one} x);",
            f"{static}int {function}({one}* x) {{ return {other}(x->{member}); }}",
            f"{static}int {function}(void) {{ int {other} = {member}(); {other}(); return {function}(); }}",
            f"{static}{one} {function}({two} {other}) {{\n\t{{ int (*{member})(void) = {function}; {member}(); }}\n"
            f"\treturn {other}({member}); }}",
            f"extern int {function};\nint {member}(void) {{ return {function}; }}",
            f"int {function} = 1;",
            f"#define {function}(x) {other}(x)",
            f"#define {one} struct {two}",
            f"struct {one} {{ struct {two}* {member}; int (*{other})({one}*); }};",
            f"typedef struct {one} {two};",
            f"typedef struct {one} {{ {two}* {member}; }} {one};",
            f"enum {one} {{ {function}, {member} }};",
            f"int (*table[])(void) = {{ {function}, {other} }};",
            f"int main(void) {{ {one}* x = 0; x->{member}(); {function}(x); return printf({other}); }}",
            f"#ifdef OWN\nstatic int {function}(void) {{ return {other}(); }}\n#else\n#define {function}() 1\n#endif",
            f"// a remark on {one}",
        )
        return random.choice(forms)

    def _cpp(self) -> str:
        random = self.random
        one, two = random.choice(_CLASSES), random.choice(_CLASSES)
        function, other = random.choice(_FUNCTIONS), random.choice(_FUNCTIONS)
        member, near = random.choice(_MEMBERS), random.choice(_MEMBERS)
        forms = (
            f"#include {random.choice(_CPP_HEADERS)}",
            f"#include {random.choice(_CPP_HEADERS)}",
            f"#include {random.choice(_CPP_HEADERS)}",
            f"class {one} : public {two} {{ public: {two}* {member}(int x); {two} {near}; void {function}() {{ {member}(1)->{near}(); }} }};",
            f"namespace ns {{ class {one} {{ public: {one}(int x); static {one}* {function}(); ns::{two} {member}; }}; }}",
            f"namespace ns {{ void {function}(); inline {one} {other}() {{ return {two}(1); }} }}",
            f"{two}* {one}::{member}(int x) {{ this->{near}.{function}(); return {member}(x); }}",
            f"void ns::{function}() {{ {other}(); {one}::{function}(); }}",
            f"void {function}({one} x, {two}& y) {{ x.{member}(); y.{near}.{member}(); auto z = {other}(); z.{near}(); }}",
            f"int main() {{ ns::{one} a(1); a.{member}.{near}(); ns::{function}(); new {two}(2); {other}(); }}",
            "using namespace ns;",
            f"using ns::{random.choice((one, function))};",
            f"using {one} = ns::{two};",
            f"template <typename {one}> {two} {function}({one} x) {{ return x.{member}(); }}",
            f"enum class {one} {{ {function}, {member} }};",
            f"// a remark on {one}",
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
