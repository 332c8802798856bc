# ruff: noqa: E501, ISC004 - a table of forms
"""Java: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from random import Random

FILES = (
    *("src/main/java/a/Ant.java", "src/main/java/a/Bee.java", "src/main/java/a/b/Cat.java", "src/main/java/c/Dog.java"),
    *("src/test/java/a/AntTest.java", "src/test/java/a/Bee.java", "src/main/java/c/Ant.java", "src/main/java/Dog.java"),
    *("lib/src/main/java/a/Cat.java", "lib/src/main/java/a/b/Bee.java", "src/main/java/a/package-info.java"),
)
_PACKAGES = ("a", "a.b", "c", "java.util", "missing.deep")


def block(random: Random, _path: str) -> str:
    """Make a block for a file."""
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
    member, near = random.choice(MEMBERS), random.choice(MEMBERS)
    package = random.choice(_PACKAGES)
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


def text(path: str, blocks: list[str]) -> str:
    """Make a file of blocks: its package and imports stand first."""
    package = path.partition("/java/")[2].rpartition("/")[0].replace("/", ".")
    blocks = sorted(blocks, key=lambda it: not it.startswith("import"))
    return "\n".join([f"package {package};" if package else "", *blocks, ""])
