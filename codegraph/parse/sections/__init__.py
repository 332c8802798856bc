"""Files that are no programs: prose by headings, configuration by keys, schemas by what they define.

Each format is a module that finds the sections of a file (`outline.py`); `assembling.py` makes facts of them. A new
one is a module here, a line in the table below and its name in `parse/formats.py`. What is in none of these formats is
cut at blank lines.

Nothing here uses a grammar: a scanner of lines or tokens is as fast, knows no syntax errors, and has no depth to run
out of.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from codegraph.parse.formats import NOTEBOOK
from codegraph.parse.sections.assembling import assemble
from codegraph.parse.sections.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.model import Facts
    from codegraph.parse.events import Lines
    from codegraph.parse.sections.notebook import ParseCode

# the module that reads each format, and its function
_READERS = {
    "json": ("json_keys", "read_json"),
    "markdown": ("markdown", "read_markdown"),
    "protobuf": ("protobuf", "read_protobuf"),
    "rst": ("restructured", "read_rst"),
    "sql": ("sql", "read_sql"),
    "toml": ("toml", "read_toml"),
    "yaml": ("yaml", "read_yaml"),
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def parse_sections(language: str, source: bytes, lines: Lines, parse_code: ParseCode) -> Facts:
    """Give the facts of a file that is no program, whatever its bytes.

    :param parse_code: gives the facts of code that stands in such a file: of its name, language and bytes.
    """
    text = source
    if source.startswith(_BYTE_ORDER_MARK):
        # what stands on the first line is found at its start, and places stay
        text = b"\n" * len(_BYTE_ORDER_MARK) + source[len(_BYTE_ORDER_MARK) :]
    if language == NOTEBOOK:
        from codegraph.parse.sections.notebook import read_notebook  # noqa: PLC0415 - loaded with the first notebook

        outline = read_notebook(text, parse_code)
    else:
        outline = _reader(language)(text)
    return assemble(language, source, lines, outline)


@cache
def _reader(language: str) -> Callable[[bytes], Outline]:
    """Load what reads a format; what is in none has no sections."""
    if language not in _READERS:
        return _nothing
    module, function = _READERS[language]
    found: Callable[[bytes], Outline] = getattr(import_module(f"{__name__}.{module}"), function)
    return found


def _nothing(_source: bytes) -> Outline:
    return Outline()
