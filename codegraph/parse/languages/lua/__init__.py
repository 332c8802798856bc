"""Lua."""

from __future__ import annotations

from codegraph.parse.general import general
from codegraph.parse.languages.lua.reader import LuaReader

SPEC = general("lua", ("tree_sitter_lua", "language"), LuaReader)
