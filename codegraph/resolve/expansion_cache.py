"""What macro calls that stand as items become, kept from one run to the next by all that it depends on.

Which macro a call means is not among that: it is looked up each time. Saved are expanding and parsing.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import content_hash
from codegraph.parse.codec import decode, encode
from codegraph.parse.parsing import FACTS_VERSION
from codegraph.resolve.expansion import Expansion
from codegraph.resolve.unit_making import make_expansion
from codegraph.resolve.units import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codegraph.model import Facts
    from codegraph.resolve.expansion.limits import MacroErrorCode

# raised whenever the same call would give another outcome
_EXPANDER_VERSION = 1
_DIGEST = 32
_LEVEL = 1


class Spent(NamedTuple):
    """What an expansion took from the budget of its call."""

    tokens: int
    steps: int
    marks: int


class Outcome(NamedTuple):
    """What a call became: items (`unit`), nothing of use, or an error with its code.

    `expansion` and `facts` of the items are packed: they are read when the file of the call is resolved.
    """

    spent: Spent
    error: MacroErrorCode | None = None
    detail: str = ""
    unit: Unit | None = None
    packed_expansion: bytes = b""
    packed_facts: bytes = b""

    def expansion(self) -> Expansion:
        """Read the text and its origins; raises ValueError where they are damaged."""
        try:
            text, origins = json.loads(zlib.decompress(self.packed_expansion))
            return Expansion(
                text.encode("utf-8", "surrogateescape"), tuple([(start, source, at) for start, source, at in origins])
            )
        except (zlib.error, TypeError, AttributeError) as error:
            message = f"not an expansion: {error}"
            raise ValueError(message) from error

    def facts(self) -> Facts:
        """Read the facts of the text; raises ValueError where they are damaged."""
        return decode(self.packed_facts)


class ExpansionCache:
    """Known outcomes by key; `made` are those that were not known, `used` the keys of all that were asked for."""

    def __init__(self, known: Mapping[str, bytes] | None = None) -> None:
        self._known = known or {}
        self.made: dict[str, bytes] = {}
        self.used: set[str] = set()

    def get(self, key: str) -> Outcome | None:
        """Give a known outcome; a damaged one counts as unknown."""
        self.used.add(key)
        data = self.made.get(key) or self._known.get(key)
        return _decode(data) if data is not None else None

    def put(self, key: str, data: bytes) -> Outcome:
        """Keep an outcome that `encode_items` or `encode_nothing` gave, and give it as it is read back."""
        self.made[key] = data
        outcome = _decode(data)
        if outcome is None:
            message = "an expansion cannot be read back"
            raise ValueError(message)
        return outcome

    def take(self) -> tuple[dict[str, bytes], set[str]]:
        """Hand over what was made and the keys that were used since the last call."""
        made, used = self.made, self.used
        self.made, self.used = {}, set()
        return made, used


def key_of(definition: str, argument: str, crate: str, marks: int, *, in_body: bool) -> str:
    """Name all that the outcome of a call depends on.

    `definition` is a hash of the macro's text, `crate` the word for its crate, `marks` what is counted in the budget.
    """
    told = repr((_EXPANDER_VERSION, FACTS_VERSION, definition, crate, marks, in_body, argument))
    return content_hash(told.encode("utf-8", "surrogatepass"))


def encode_items(spent: Spent, expansion: Expansion, facts: Facts) -> bytes:
    """Encode what a call gave."""
    text = json.dumps([expansion.text.decode("utf-8", "surrogateescape"), expansion.origins], check_circular=False)
    return _encode([*spent, None, ""], make_expansion(facts), zlib.compress(text.encode(), _LEVEL), encode(facts))


def encode_nothing(spent: Spent, error: MacroErrorCode | None = None, detail: str = "") -> bytes:
    """Encode that a call gave no items, or an error."""
    return _encode([*spent, error, detail])


def _encode(head: list[object], *parts: bytes) -> bytes:
    first = json.dumps([*head, [len(part) for part in parts]]).encode()
    body = b"\n".join((first, b"".join(parts)))
    return content_hash(body).encode() + body


def _decode(data: bytes) -> Outcome | None:
    body = data[_DIGEST:]
    if content_hash(body).encode() != data[:_DIGEST]:
        return None
    first, _, rest = body.partition(b"\n")
    try:
        tokens, steps, marks, error, detail, lengths = json.loads(first)
        if not lengths:
            return Outcome(Spent(tokens, steps, marks), error, detail)
        unit, expansion, _ = lengths
        parts = rest[:unit], rest[unit : unit + expansion], rest[unit + expansion :]
        return Outcome(Spent(tokens, steps, marks), None, "", Unit(parts[0]), parts[1], parts[2])
    except (ValueError, TypeError, RecursionError):
        return None
