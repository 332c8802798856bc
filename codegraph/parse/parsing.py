"""What is in one file: never fails, whatever the bytes.

`parse_file` is a pure function of (language, bytes), and so is `parse_version`. Supported languages go through
tree-sitter and the queries of their `LanguageSpec`; everything else is read by its sections, or as text (`sections/`).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from codegraph.identity import content_hash
from codegraph.model import Facts, Problem, References
from codegraph.parse.bounded import TooSlowError
from codegraph.parse.chunking import chunk_code
from codegraph.parse.codec import pack_bodies
from codegraph.parse.events import Lines, TooDeepError, Tree
from codegraph.parse.pieces import Cut, Earlier, Run, cut, stretches
from codegraph.parse.spec import tools
from codegraph.parse.unchanged import cuts_between, unchanged
from codegraph.parse.version import FACTS_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codegraph.parse.assembly import Assembly
    from codegraph.parse.spec import LanguageSpec, Tools

# so many places may have changed before a file is read as a whole
_MOST_STRETCHES = 64

__all__ = ["FACTS_VERSION", "Parsed", "parse_file", "parse_version"]


class Parsed(NamedTuple):
    """The facts of a file, and which of its symbols were taken over, with the indices that they had before."""

    facts: Facts
    same: Mapping[int, int]


def parse_file(path: str, language_name: str, source: bytes) -> Facts:
    """Give the facts of a file's bytes; `path` only names the file in problems."""
    return parse_version(path, language_name, source, None).facts


def parse_version(path: str, language_name: str, source: bytes, before: Facts | None) -> Parsed:
    """Parse a file of which an earlier version is known: what it shares with that is taken from there.

    That is faster, and gives what `parse_file` gives.
    """
    lines = Lines(source)
    try:
        known = tools(language_name)
    except (ImportError, ValueError) as error:
        problem = Problem(path, "parse", "no-grammar", f"{language_name} is searched as text only: {error}")
        return Parsed(_without_code(language_name, source, lines, problem), {})
    if known is None:
        return Parsed(_without_code(language_name, source, lines), {})
    try:
        parsed = _parse_code(path, known, source, lines, _earlier(before, known.spec))
    except (TooDeepError, TooSlowError) as error:
        problem = Problem(path, "parse", error.code, f"searched as text only: {error}")
        return Parsed(_without_code(language_name, source, lines, problem), {})
    if before is not None and before.symbols[:1] and before.symbols[0].name != parsed.facts.symbols[0].name:
        # whole names begin with that of the file's package
        return parsed._replace(same={})
    return parsed


def _without_code(language_name: str, source: bytes, lines: Lines, *problems: Problem) -> Facts:
    """Give the facts of a file that is no code, or of code that is only searched as text, and why."""
    from codegraph.parse.sections import parse_sections  # noqa: PLC0415 - code does without

    facts = parse_sections(language_name, source, lines, parse_file)
    return facts._replace(problems=problems) if problems else facts


def _earlier(facts: Facts | None, spec: LanguageSpec) -> Earlier | None:
    """Give what can be taken over; nothing where the facts are damaged."""
    if facts is None or facts.language != spec.name or not facts.pieces:
        return None
    try:
        return Earlier(facts)
    except ValueError:
        return None


def _parse_code(path: str, tools: Tools, source: bytes, lines: Lines, earlier: Earlier | None) -> Parsed:
    spec = tools.spec
    extraction, errors = _extract(tools, source, lines, earlier)
    problems = (
        [
            Problem(path, "parse", "syntax-error", f"{len(errors)} syntax errors", lines.span(*errors[0])),
        ]
        if errors
        else []
    )
    if not extraction.has_definitions and source.strip():
        problems.append(Problem(path, "parse", "no-symbols", f"no definition found in a {spec.name} file"))
    facts = Facts(
        language=spec.name,
        hash=content_hash(source),
        lines=lines.count,
        size=len(source),
        symbols=tuple(extraction.symbols),
        references=References(extraction.references),
        chunks=chunk_code(extraction.symbols, extraction.blocks, source, lines),
        modules=spec.modules(source),
        problems=tuple(problems),
        declarations=tuple(extraction.declarations),
        bodies=pack_bodies(extraction.bodies),
        invocations=tuple(extraction.invocations),
        pieces=tuple(extraction.pieces),
    )
    return Parsed(facts, extraction.adopted)


def _extract(
    tools: Tools, source: bytes, lines: Lines, earlier: Earlier | None
) -> tuple[Assembly, list[tuple[int, int]]]:
    """Read a file piece by piece; gives the byte ranges of syntax errors, too."""
    spec = tools.spec
    plan = _plan(tools, source, earlier) if earlier is not None else None
    if earlier is None or plan is None:
        tree = Tree(tools, source)
        events, errors = tree.events()
        steps: list[Cut | Run] = [*cut(tree.root, source, spec)]
    else:
        tree, ranges, steps = plan
        events, errors = tree.events(ranges)
        steps = earlier.joined(steps, lines)
    extraction = spec.extraction(source, lines)
    at = 0
    for number, step in enumerate(steps):
        if isinstance(step, Run):
            if earlier is not None:
                extraction.adopt(step, earlier)
        elif step.opens:
            extraction.open(step)
        else:
            # what stands between pieces belongs to the one before
            end = steps[number + 1].start if number + 1 < len(steps) else len(source) + 1
            until = bisect_left(events, (end,), at)
            extraction.read(step, events[at:until])
            at = until
    extraction.finish()
    if plan is not None and extraction.has_locals:
        return _extract(tools, source, lines, None)
    return extraction, errors


class _Plan(NamedTuple):
    """How a file is read: what is parsed of it, the byte ranges to read of that, and all pieces in order."""

    tree: Tree
    ranges: list[tuple[int, int]]
    steps: list[Cut | Run]


def _plan(tools: Tools, source: bytes, earlier: Earlier) -> _Plan | None:
    """Decide what is taken over; None where a file is better read as a whole."""
    spec = tools.spec
    known = unchanged(source, earlier) if spec.partial and not earlier.is_broken else None
    if known is not None and not _opens(spec, source, known.ranges):
        try:
            tree = Tree(tools, source, known.ranges)
        except TooSlowError:
            return None
        cuts = cuts_between(tree.root, source, spec, earlier, known)
        if cuts is not None:
            steps = sorted([*known.runs, *(_step(one, earlier) for one in cuts)], key=_start)
            return _Plan(tree, stretches(cuts, earlier), steps)
    tree = Tree(tools, source)
    cuts = cut(tree.root, source, spec, earlier)
    ranges = stretches(cuts, earlier)
    if len(ranges) > _MOST_STRETCHES or 2 * sum(end - start for start, end in ranges) > len(source):
        return None
    return _Plan(tree, ranges, [_step(one, earlier) for one in cuts])


def _opens(spec: LanguageSpec, source: bytes, ranges: Sequence[tuple[int, int]]) -> bool:
    """Tell whether something in these ranges would mean something else if it stood at the start of the file."""
    opening = spec.opening
    return opening is not None and any(opening.search(source, *one) is not None for one in ranges)


def _start(step: Cut | Run) -> int:
    return step.start


def _step(one: Cut, earlier: Earlier) -> Cut | Run:
    return earlier.find(one) if not one.opens and one.text in earlier else one
