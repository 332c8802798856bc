"""Lua: files, and forms of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.forms.names import CLASSES, FUNCTIONS

if TYPE_CHECKING:
    from random import Random

FILES = (
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


def block(random: Random, _path: str) -> str:
    """Make a block for a file."""
    one, two = random.choice(CLASSES), random.choice(CLASSES)
    function, other = random.choice(FUNCTIONS), random.choice(FUNCTIONS)
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
