"""Files that are no programs: prose by headings, configuration by keys, schemas by what they define.

Each format is a module that finds the sections of a file (`outline.py`); `assembling.py` makes facts of them. A new
one is a module here, a line in the table below and its name in `parse/formats.py`. What is in none of these formats is
cut at blank lines.

Nothing here uses a grammar: a scanner of lines or tokens is as fast, knows no syntax errors, and has no depth to run
out of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.formats import NOTEBOOK
from codegraph.parse.sections.assembling import assemble
from codegraph.parse.sections.json_keys import read_json
from codegraph.parse.sections.markdown import read_markdown
from codegraph.parse.sections.notebook import read_notebook
from codegraph.parse.sections.outline import Outline
from codegraph.parse.sections.protobuf import read_protobuf
from codegraph.parse.sections.restructured import read_rst
from codegraph.parse.sections.sql import read_sql
from codegraph.parse.sections.toml import read_toml
from codegraph.parse.sections.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegraph.model import Facts
    from codegraph.parse.events import Lines
    from codegraph.parse.sections.notebook import ParseCode

_READERS: dict[str, Callable[[bytes], Outline]] = {
    "json": read_json,
    "markdown": read_markdown,
    "protobuf": read_protobuf,
    "rst": read_rst,
    "sql": read_sql,
    "toml": read_toml,
    "yaml": read_yaml,
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
        outline = read_notebook(text, parse_code)
    else:
        outline = _READERS[language](text) if language in _READERS else Outline()
    return assemble(language, source, lines, outline)
