"""Tells whether an index was made for the bytes of a file, and what its positions count.

An index of another tool does not say which bytes it saw, unless it has the text. So its ranges must cut no word apart,
and its definitions must bear their names. Many tools do not say either whether a position counts bytes, UTF-16 units or
characters: then it is what fits best.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.resolve.scip.places import Places
from codegraph.resolve.scip.reading import Encoding
from codegraph.resolve.scip.symbols import is_local, is_named, name_of

if TYPE_CHECKING:
    from codegraph.resolve.scip.reading import Document

# this share of the definitions must bear their names, and this one of the ranges cut no word apart
_NAMED_SHARE = 0.9
_WHOLE_SHARE = 0.99
# as the Language Server Protocol, and tools that rest on it, have it
_LIKELY = (Encoding.UTF16, Encoding.UTF8, Encoding.UTF32)
_WORD = re.compile(rb"[\w$\x80-\xff]")


class _Fit(NamedTuple):
    """How many of a document's ranges are what they should be, of how many; `said` counts names at references, too."""

    whole: int
    ranges: int
    named: int
    names: int
    said: int

    @property
    def is_good(self) -> bool:
        return self.whole >= _WHOLE_SHARE * self.ranges and self.named >= _NAMED_SHARE * self.names


def places_of(document: Document, data: bytes, *, own: bool) -> Places | None:
    """Give the places of a document in these bytes, None if it was made for others; `own` says that it was not."""
    if document.text and document.text != data:
        return None
    stated = document.encoding is not Encoding.UNSPECIFIED
    if stated or data.isascii():
        places = Places(data, document.encoding)
        return places if own or document.text or _fit(document, places, data).is_good else None
    fits = [(_fit(document, places, data), places) for places in (Places(data, one) for one in _LIKELY)]
    # of equals the likelier
    best, places = max(fits, key=lambda one: (one[0].whole, one[0].said))
    return places if own or document.text or best.is_good else None


def _fit(document: Document, places: Places, data: bytes) -> _Fit:
    whole = ranges = named = names = said = 0
    for one in document.occurrences:
        start, end = places.byte(one.line, one.start), places.byte(one.end_line, one.end)
        if start is not None and start == end:
            # a module is often "defined" by an empty range at the top of its file
            continue
        ranges += 1
        if start is None or end is None or start > end or _is_cut(data, start) or _is_cut(data, end):
            continue
        whole += 1
        if not is_local(one.symbol) and name_of(one.symbol) and one.line == one.end_line:
            fits = is_named(one.symbol, data[start:end].decode("utf-8", "replace"))
            said += fits
            names += one.definition
            named += one.definition and fits
    return _Fit(whole, ranges, named, names, said)


def _is_cut(data: bytes, at: int) -> bool:
    """Tell whether a place lies inside of a word."""
    return at > 0 and _WORD.match(data, at - 1) is not None and _WORD.match(data, at) is not None
