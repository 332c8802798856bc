"""Questions from the definitions of a repository: their docs, their names, and what their names say in words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from codegraph.embed.tokenizer import split_word
from codegraph.model import SymbolKind
from codegraph.parse.parsing import parse_file
from tests.eval.documented import without_docs
from tests.eval.questions.made import Made, draw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.eval.documented import Bare

_SHORTEST_NAME = 5
_FEWEST_PARTS = 3
_NAMED = frozenset(
    {
        SymbolKind.FUNCTION,
        SymbolKind.METHOD,
        SymbolKind.STRUCT,
        SymbolKind.ENUM,
        SymbolKind.TRAIT,
        SymbolKind.CLASS,
        SymbolKind.INTERFACE,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.MACRO,
    }
)


def doc_questions(
    sources: Mapping[str, tuple[str, bytes]], count: int, modules: int, seed: str
) -> tuple[list[Made], dict[str, bytes]]:
    """Make questions of docs (`doc`, and `module` from those of files), and the files without the docs they came from.

    :param sources: language and bytes by path.
    """
    found: dict[str, Bare] = {}
    for path, (language, data) in sources.items():
        bare = without_docs(path, language, data)
        if bare is not None:
            found[path] = bare
    docs = [_made(path, one.sentence, one.symbol) for path, bare in found.items() for one in bare.documented]
    kept = [
        *draw((one for one in docs if one.kind == "doc"), count, seed),
        *draw((one for one in docs if one.kind == "module"), modules, seed),
    ]
    asked = {(one.paths[0], one.text) for one in kept}
    bare_files: dict[str, bytes] = {}
    for path, bare in found.items():
        only = frozenset(one.symbol for one in bare.documented if (path, one.sentence) in asked)
        again = without_docs(path, *sources[path], only) if only else None
        if again is not None:
            bare_files[path] = again.source
    return [one for one in kept if one.paths[0] in bare_files], bare_files


def name_questions(names: Mapping[str, set[str]]) -> Iterator[Made]:
    """Make questions of names that one file alone defines: as written (`symbol`) and, of three parts, as `words`.

    :param names: the files that define each name, as `defined_names` gives them.
    """
    for name, paths in names.items():
        parts = list(split_word(name))
        if len(paths) != 1 or len(name) < _SHORTEST_NAME or name.startswith("_") or parts[:1] == ["test"]:
            continue
        answer = tuple(paths)
        if len(parts) > 1 or name[0].isupper():
            yield Made(name, "symbol", answer)
        if len(parts) >= _FEWEST_PARTS and min(map(len, parts)) > 1:
            yield Made(" ".join(parts), "words", answer)


def defined_names(code: Mapping[str, tuple[str, bytes]]) -> dict[str, set[str]]:
    """Give the files that define each name of a function or type."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, (language, data) in code.items():
        for symbol in parse_file(path, language, data).symbols:
            if symbol.kind in _NAMED:
                found[symbol.name].add(path)
    return found


def _made(path: str, sentence: str, symbol: int) -> Made:
    return Made(sentence, "doc" if symbol else "module", (path,))
