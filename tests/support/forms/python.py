# ruff: noqa: E501, ISC004 - a table of forms
"""Python: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS, MEMBERS

if TYPE_CHECKING:
    from random import Random

FILES = (
    *("pkg/__init__.py", "pkg/one.py", "pkg/two.py", "pkg/sub/__init__.py", "pkg/sub/three.py", "pkg/two.pyi"),
    *("src/other/__init__.py", "src/other/four.py", "tests/conftest.py", "tests/test_all.py", "alone.py", "one.py"),
    *("deep/er/space.py", "pkg/sub/one.py"),
)
_MODULES = (
    *("pkg", "pkg.one", "pkg.two", "pkg.sub", "pkg.sub.three", "other", "other.four", "alone", "one", "os", "space"),
    *(".", ".one", ".two", ".sub", "..", "..one", "..two", ".three", "deep.er.space", "missing"),
)


def block(random: Random, _path: str) -> str:
    """Make a block for a file."""
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
    member, near = random.choice(MEMBERS), random.choice(MEMBERS)
    module, name = random.choice(_MODULES), random.choice((one, function))
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
        f"class {one}({two}, {random.choice(CLASSES)}):\n    class Inner({one}):\n        pass\n"
        f"    def {member}(self):\n        super().{member}()\n        return self.Inner()\n",
    )
    return random.choice(forms)
