"""What an answer says in words, so that a zero is never taken for more than it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.graph.subjects import CALLABLE
from codegraph.model import EdgeKind
from codegraph.parse.languages import SUPPORTED
from codegraph.resolve.units import RESOLVED_LANGUAGES

if TYPE_CHECKING:
    from codegraph.graph.answers import Answer
    from codegraph.graph.openness import Openness
    from codegraph.model import Symbol

_REASONS_SHOWN = 3
_PUBLIC = frozenset({"pub", "public", "export", "export default"})


def summary(answer: Answer) -> list[str]:
    """Say in sentences what was found, what could not be resolved around it, and what it means."""
    parts = [_found(answer), *_through_traits(answer), *_left_open(answer), *_others(answer)]
    if not answer.complete:
        parts.append("the walk was ended by a limit: the numbers are lower bounds")
    return parts


def count(number: int, noun: str) -> str:
    """Say a number of things."""
    plural = noun[:-1] + "ies" if noun.endswith(("dy", "ry", "ty")) else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def reasons(around: Openness) -> str:
    """Say why references stayed open, most frequent first."""
    shown = [f"{number} {reason}" for reason, number in list(around.reasons.items())[:_REASONS_SHOWN]]
    more = len(around.reasons) - len(shown)
    return ", ".join(shown) + (f", {count(more, 'other reason')}" if more > 0 else "")


def a_kind(symbol: Symbol) -> str:
    """Name a kind of symbol with its article."""
    return f"{'an' if symbol.kind[0] in 'aeiou' else 'a'} {symbol.kind}"


def _found(answer: Answer) -> str:
    symbol, depth = answer.subject.symbol, f" within {answer.depth} steps" if answer.depth > 1 else ""
    if answer.question == "impact":
        if not answer.total and not answer.total_tests:
            return f"no resolved reference leads to it{depth}"
        tests = f", and {count(answer.total_tests, 'test')}" if answer.total_tests else ", and no test"
        files = f" in {count(len(answer.files), 'file')}"
        return f"a change may reach {count(answer.symbols, 'symbol')}{tests}{files}{depth}"
    if answer.question == "neighbors":
        return f"tied to {count(answer.symbols, 'symbol')} by {count(answer.total, 'edge')}{depth}"
    if symbol.kind not in CALLABLE and not answer.steps:
        said = "called" if answer.question == "callers" else "calling"
        hint = f"see `codegraph neighbors {symbol.name}`, or ask about one of its members"
        return f"{a_kind(symbol)} is nothing {said} by itself; {hint}"
    noun = "caller" if answer.question == "callers" else "callee"
    if not answer.direct:
        return f"no {'direct ' if answer.total else ''}{noun} among the resolved references{depth}"
    return f"{count(answer.symbols, noun)} at {count(answer.direct, 'place')}{depth}"


def _through_traits(answer: Answer) -> list[str]:
    over = answer.total - answer.direct
    if answer.question == "callees":
        return [f"{over:,} more may be called: they override a method that is"] if over else []
    names = ", ".join(one.qualified_name for one in answer.traits)
    if over and names:
        return [f"{count(over, 'reference')} may reach it through what it overrides: calls of {names}"]
    if over:
        return [f"{count(over, 'reference')} may reach it only through a trait, interface or base"]
    if names:
        return [f"it overrides {names}, through which no resolved call comes either"]
    return []


def _left_open(answer: Answer) -> list[str]:
    around, name = answer.open, answer.subject.symbol.name
    language = answer.subject.symbol.language
    if language in SUPPORTED and language not in RESOLVED_LANGUAGES:
        return [f"references in {language} files are not resolved, so none can be listed"]
    if answer.question in {"callees", "neighbors"}:
        return _open_inside(answer)
    parts = []
    bound = "" if around.exact else "up to "
    if around.ambiguous:
        said = "has" if around.ambiguous == 1 else "have"
        parts.append(f"{bound}{count(around.ambiguous, 'ambiguous reference')} {said} it among the candidates")
    if around.unresolved:
        form = f"{bound}{count(around.unresolved, 'reference')} named `{name}` could not be resolved and may mean it"
        parts.append(f"{form} ({reasons(around)})")
    if around.external:
        parts.append(f"{bound}{count(around.external, 'reference')} of that name to other packages: not this one")
    if not around.ambiguous and not around.unresolved:
        public = (
            "; it is public, and code outside this index may use it"
            if answer.subject.symbol.visibility in _PUBLIC
            else ""
        )
        parts.append(f"no reference named `{name}` is left unresolved{public}")
    return parts


def _open_inside(answer: Answer) -> list[str]:
    around = answer.open
    inside = "inside it" if answer.depth == 1 or answer.question == "neighbors" else "inside it and what it reaches"
    parts = []
    if around.ambiguous:
        parts.append(f"{count(around.ambiguous, 'reference')} {inside} could mean several definitions")
    if around.unresolved:
        parts.append(f"{count(around.unresolved, 'reference')} {inside} could not be resolved ({reasons(around)})")
    if around.external:
        parts.append(f"{count(around.external, 'reference')} {inside} to other packages")
    if not parts:
        parts.append(f"every reference {inside} is resolved")
    return parts


def _others(answer: Answer) -> list[str]:
    if not answer.other:
        return []
    said = [f"{number:,} {kind}" for (kind, _), number in answer.other.items() if kind is not EdgeKind.CONTAINS]
    what = "arriving" if answer.question in {"callers", "impact"} else "leaving"
    return (
        [f"not listed, {what}: {', '.join(said)} (`--kind` selects)"] if said and answer.question != "neighbors" else []
    )
