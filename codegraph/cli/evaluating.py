"""`codegraph eval`."""

from __future__ import annotations

import json as json_format
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from codegraph.cli.options import Json, Refresh, Repo, working_directory
from codegraph.cli.output import SCREEN, is_terminal
from codegraph.cli.progress import progress
from codegraph.cli.tables import print_table
from codegraph.errors import DiskError, ExitCode, UsageError

_MOST_MISSES = 20
_MOST_CHANGED = 5
_MOST_NAMED = 5
_MOST_KINDS = 6
_FIRST_SHOWN = 3
_TITLES = {"ndcg10": "nDCG@10", "mrr": "MRR", "recall10": "recall@10"}
_ONLY = {"only_now": "now", "only_before": "then"}
_PERFECT = 0.9995
_LONGEST = 1 << 26


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("eval")(evaluate)


def evaluate(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="Questions, JSON or JSON lines; `-` reads stdin.")],
    *,
    budget: Annotated[
        list[str] | None,
        typer.Option("--budget", help="Tokens of the prompts to pack, several after commas; 0 packs none."),
    ] = None,
    for_model: Annotated[str, typer.Option("--for-model", help="Count tokens as this model does.")] = "",
    sources_only: Annotated[bool, typer.Option("--sources-only", help="Pack without instructions and task.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="List the questions that are answered worst.")] = False,
    save: Annotated[Path | None, typer.Option("--save", help="Write the figures to this file, as JSON.")] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Compare with figures saved before; exit code 1 if worse.")
    ] = None,
    tolerance: Annotated[
        float, typer.Option("--tolerance", min=0.0, max=1.0, help="What a figure may fall without being worse.")
    ] = 0.005,
    refresh: Refresh = None,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Measure search and context on questions whose answers you know.

    An entry of FILE: {"query": "how are retries scheduled", "relevant": ["src/retry.rs", "src/queue.rs:12-40"]}, and,
    where wanted, "secondary" files, which count too, and a "kind" to sum up by. Paths are relative to the repository.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    cwd = working_directory()
    budgets = _budgets(budget)
    before = _read_json(cwd / baseline, str(baseline)) if baseline is not None else None
    with progress() as report:
        document = api.evaluate(
            _text_of_stdin() if file == "-" else Path(file),
            repo=repo,
            cwd=cwd,
            budgets=budgets,
            for_model=for_model,
            sources_only=sources_only,
            refresh=refresh,
            progress=report,
        )
    if save is not None:
        _write_json(cwd / save, document)
    compared = None
    if baseline is not None:
        compared = api.compare_evaluations(document, before, source=str(baseline), tolerance=tolerance)
        document["compared"] = compared
    if json:
        SCREEN.json(document)
    else:
        _print(document, misses=misses)
        if compared is not None:
            _print_compared(compared, str(baseline))
    _note(document)
    return int(ExitCode.ERROR if compared is not None and compared["worse"] else ExitCode.OK)


def _budgets(given: list[str] | None) -> list[int] | None:
    if not given:
        return None
    words = [word.strip() for one in given for word in one.split(",") if word.strip()]
    try:
        numbers = [int(word) for word in words]
    except ValueError:
        numbers = [-1]
    if not numbers or min(numbers) < 0:
        message = f"--budget {','.join(words)} is no list of numbers of tokens"
        raise UsageError(message, hint="such as --budget 1000,4000; 0 packs nothing")
    return [number for number in numbers if number]


def _text_of_stdin() -> str:
    text = sys.stdin.read(_LONGEST + 1)
    if len(text) > _LONGEST:
        message = f"more than {_LONGEST >> 20} MB on stdin"
        raise UsageError(message, hint="give the questions as a file")
    return text.encode("utf-8", "replace").decode("utf-8")


def _read_json(path: Path, named: str) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json_format.loads(path.read_text("utf-8"))
    except OSError as error:
        message = f"{named}: cannot be read: {error.strerror or error}"
        raise UsageError(message, hint="make one with `codegraph eval QUESTIONS --save FILE`") from error
    except (ValueError, RecursionError) as error:
        message = f"{named}: is no JSON: {error}"
        raise UsageError(message, hint="make one with `codegraph eval QUESTIONS --save FILE`") from error


def _write_json(path: Path, document: Any) -> None:  # noqa: ANN401 - any JSON value
    try:
        path.write_text(json_format.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise DiskError(message, hint="name another file with --save") from error


def _print(document: dict[str, Any], *, misses: bool) -> None:
    kinds = [kind for kind in document["kinds"] if kind != "all"]
    counts = ", ".join(f"{document['kinds'][kind]} {kind}" for kind in kinds)
    took = document["took_ms"]
    SCREEN.line(
        f"{_questions(document['questions'])}{f' ({counts})' if counts else ''}; "
        f"a search took {took['p50']:.0f} ms (median), {took['p95']:.0f} ms (95th percentile)"
    )
    SCREEN.line()
    _print_figures(document, kinds[:_MOST_KINDS])
    if document["context"]["all"]:
        SCREEN.line()
        _print_context(document, kinds[:_MOST_KINDS])
    if misses:
        SCREEN.line()
        _print_misses(document["answers"])


def _print_figures(document: dict[str, Any], kinds: list[str]) -> None:
    """Print how each row answers: what users see first, and what that is made of."""
    figures = document["figures"]
    rows = [
        [
            row,
            *(f"{means[figure]:.3f}" for figure in _TITLES),
            *(f"{figures[kind][row]['ndcg10']:.3f}" for kind in kinds),
        ]
        for row, means in figures["all"].items()
        if any(means.values()) or row == "ranked"
    ]
    by_kind = [f"{kind}*" for kind in kinds]
    print_table(["", *_TITLES.values(), *by_kind], rows)
    if kinds:
        SCREEN.line("* nDCG@10 of that kind alone")


def _print_context(document: dict[str, Any], kinds: list[str]) -> None:
    context = document["context"]
    rows = [
        [
            budget,
            *(f"{means[figure]:.3f}" for figure in ("recall", "shown", "complete")),
            *(f"{context[kind][budget]['recall']:.3f}" for kind in kinds),
        ]
        for budget, means in context["all"].items()
    ]
    counted = "counted" if document["counter"]["exact"] else "estimated from above"
    what = "sources only" if document["sources_only"] else "the whole prompt"
    SCREEN.line(f"context: share of the targets that are in a prompt of so many tokens ({counted}, {what})")
    print_table(["tokens", "named", "shown", "complete", *(f"{kind}*" for kind in kinds)], rows, left=0)
    SCREEN.line(
        "named: with place and signature at least; shown: with code; complete: questions with all targets named"
    )
    if kinds:
        SCREEN.line("* named, of that kind alone")


def _print_misses(answers: list[dict[str, Any]]) -> None:
    missed = sorted((one for one in answers if one["ndcg10"] < _PERFECT), key=lambda one: one["ndcg10"])
    if not missed:
        SCREEN.line("no question misses a target")
        return
    SCREEN.line(f"not answered perfectly: {_questions(len(missed))}, the worst first (nDCG@10)")
    for one in missed[:_MOST_MISSES]:
        kind = f"  [{one['kind']}]" if one["kind"] else ""
        question = f" {one['ndcg10']:.2f}  {one['query']}{kind}"
        if is_terminal():
            SCREEN.line_styled((question, "bold"), f"  {one['where']}")
        else:
            SCREEN.line(f"{question}  {one['where']}")
        for number, target in enumerate(one["targets"]):
            ranks = ", ".join(f"{row} {rank}" for row, rank in target["ranks"].items()) or "in no ranking"
            SCREEN.line(f"       {'wanted' if not number else '':<7}{target['path']}  ({ranks})")
        for number, hit in enumerate(one["first"][:_FIRST_SHOWN]):
            SCREEN.line(f"       {'first' if not number else '':<7}{hit['path']}  {hit['name']}")
    if len(missed) > _MOST_MISSES:
        SCREEN.line(f" … {len(missed) - _MOST_MISSES} more; --json lists all")


def _print_compared(compared: dict[str, Any], baseline: str) -> None:
    counts = [f"{_questions(compared['questions'])} in both"]
    counts += [f"{compared[key]} only {when}" for key, when in _ONLY.items() if compared[key]]
    SCREEN.line()
    SCREEN.line(f"against {baseline}: {', '.join(counts)}")
    rows = [
        [
            _TITLES.get(figure["name"], figure["name"]),
            f"{figure['before']:.3f}",
            f"{figure['now']:.3f}",
            f"{figure['now'] - figure['before']:+.3f}",
            "worse" if figure["worse"] else "",
        ]
        for figure in compared["figures"]
    ]
    print_table(["", "before", "now", "change", ""], rows)
    for one in [one for one in compared["changed"] if one["now"] < one["before"]][:_MOST_CHANGED]:
        SCREEN.line(f"  {one['before']:.2f} -> {one['now']:.2f}  {one['query']}")
    rises = sum(one["now"] > one["before"] for one in compared["changed"])
    SCREEN.line(f"{len(compared['changed']) - rises} questions are answered worse, {rises} better (nDCG@10)")


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"


def _note(document: dict[str, Any]) -> None:
    """Say on stderr what the figures leave out, and what is wrong with them."""
    for reason in document["degraded"]:
        SCREEN.note(f"degraded: {reason}")
    late = sorted({reason for one in document["answers"] for reason in one["degraded"]})
    for reason in late[:_MOST_NAMED]:
        SCREEN.note(f"degraded, some answers: {reason}")
    unknown = document["unknown"]
    if unknown:
        count = "1 target is" if len(unknown) == 1 else f"{len(unknown)} targets are"
        SCREEN.note(f"{count} not in the index, and not counted:")
    for one in unknown[:_MOST_NAMED]:
        SCREEN.note(f"  {one['path']}  ({one['where']}: {one['reason']})")
    if len(unknown) > _MOST_NAMED:
        SCREEN.note(f"  … {len(unknown) - _MOST_NAMED} more; --json lists all")
    if document["left_out"]:
        SCREEN.note(f"left out, without another target: {len(document['left_out'])} of the questions")
    if document["changed_since_index"]:
        SCREEN.note(f"changed since the index: {document['changed_since_index']} files; run `codegraph index`")
