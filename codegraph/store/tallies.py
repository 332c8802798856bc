"""What coverage counts of the rows of files, added up.

Each file has its part, which depends on the rows of that file alone: so the sum follows a write when the parts of the
files that it concerns are taken out as they were and put in as they are.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Rows = Iterable[Sequence[Any]]

Tally = Counter[tuple[str, ...]]
"""Numbers by what is counted: a word, then language, kind, state or code where it has one."""

STATES = ("resolved", "ambiguous", "external", "unresolved")


def tally(files: Rows, resolutions: Rows, generated: Rows, problems: Rows) -> Tally:
    """Add up the rows of files.

    `files` have key, language, lines, symbols by kind as JSON and chunks; `resolutions` key and references by state;
    `generated` key, kind and number of what macro calls make; `problems` code and number. What belongs to a file that
    is not among `files` is left out, but for problems.
    """
    found: Tally = Counter()
    languages = {}
    for key, language, lines, kinds, chunks in files:
        languages[key] = language
        found["files", language] += 1
        found["lines",] += lines
        found["chunks",] += chunks
        for kind, number in json.loads(kinds).items():
            found["symbols", language, kind] += number
    for key, *numbers in resolutions:
        if key in languages:
            found["linked", languages[key]] += 1
            for state, number in zip(STATES, numbers, strict=True):
                found["references", languages[key], state] += number
    for key, kind, number in generated:
        if key in languages:
            found["symbols", languages[key], kind] += number
    for code, number in problems:
        found["problems", code] += number
    return +found


def moved(whole: Tally, before: Tally, after: Tally) -> Tally:
    """Take the parts of some files out of the sum as they were `before`, and put them in as they are `after`."""
    found = Counter(whole)
    found.subtract(before)
    found.update(after)
    return +found


def of(counted: Tally, word: str) -> dict[str, int]:
    """Give the numbers of what has one name beside its word, by name, in order."""
    return {key[1]: number for key, number in sorted(counted.items()) if key[0] == word}


def by_language(counted: Tally, word: str) -> dict[str, dict[str, int]]:
    """Give the numbers of what has a language and a name beside its word, by both, in order."""
    found: dict[str, dict[str, int]] = {}
    for key, number in sorted(counted.items()):
        if key[0] == word:
            found.setdefault(key[1], {})[key[2]] = number
    return found


def as_json(counted: Tally) -> list[list[Any]]:
    """Give a tally as a JSON document, in order."""
    return [[*key, number] for key, number in sorted(counted.items())]


def from_json(document: Iterable[Sequence[Any]]) -> Tally:
    """Read what `as_json` gave; raises ValueError and TypeError for something else."""
    return Counter({tuple(map(str, key)): int(number) for *key, number in document})
