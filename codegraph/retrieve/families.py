"""Word families: `schedule`, `scheduled`, `scheduler` and `scheduling` share a root.

Coarser than the stemmer of the lexical index, and meant for names of files and folders only, where a wrong match
costs little. English suffixes are stripped as in Lovins: Development of a stemming algorithm, 1968, in short.
"""

from __future__ import annotations

from functools import lru_cache

from codegraph.text import split_identifier

_ENDINGS = """
izations isations ization isation ations ation ators ator ating ated ates ate ables able ibles ible ments ment ings ing
ions ion ities ity ers ors ier ies ied er or ed es ly al ic s e y
"""
_SUFFIXES = tuple(_ENDINGS.split())
_SHORTEST_ROOT = 3
_ROUNDS = 2
# doubled at the end of a root they belong to it: `cell`, `pass`, `free`
_DOUBLED = frozenset("aeiouls")


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """Give the root of a word in lower case, of at least three letters where the word has them."""
    for _ in range(_ROUNDS):
        for suffix in _SUFFIXES:
            if len(word) - len(suffix) >= _SHORTEST_ROOT and word.endswith(suffix):
                word = word.removesuffix(suffix)
                break
        else:
            break
    if len(word) > _SHORTEST_ROOT and word[-1] == word[-2] and word[-1] not in _DOUBLED:
        word = word[:-1]
    return word


def roots_of(name: str) -> frozenset[str]:
    """Give the roots of an identifier's parts and of the whole."""
    parts = split_identifier(name)
    return frozenset(map(root, (*parts, "".join(parts)) if len(parts) > 1 else parts))
