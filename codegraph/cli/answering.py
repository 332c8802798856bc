"""`codegraph context` and `codegraph ask`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from codegraph.cli.options import Crate, Json, Kind, Lang, PathGlob, Refresh, Repo, scope_of, working_directory
from codegraph.cli.output import SCREEN, note_freshness, note_stale, printable, read_text_argument
from codegraph.errors import ExitCode, ModelMissingError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codegraph.model import AnswerEvent, PackedPrompt

# sources that are named where an answer cites none
_FIRST_GIVEN = 3

Budget = Annotated[int | None, typer.Option("--budget", min=1, help="Most tokens of the prompt.")]
ModeName = Annotated[str, typer.Option("--mode", help="explain, generate, refactor, review or docs.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("context")(context)
    app.command("ask")(ask)


def context(
    task: Annotated[str, typer.Argument(metavar="TASK|-", help="What the prompt is for; `-` reads stdin.")],
    *,
    budget: Budget = None,
    format: Annotated[str, typer.Option("--format", help="markdown, json, xml or plain.")] = "markdown",  # noqa: A002 - the option's name
    for_model: Annotated[str, typer.Option("--for-model", help="Count tokens as this model does.")] = "",
    mode: ModeName = "explain",
    sources_only: Annotated[bool, typer.Option("--sources-only", help="Leave out instructions and task.")] = False,
    kind: Kind = None,
    path: PathGlob = None,
    lang: Lang = None,
    crate: Crate = None,
    refresh: Refresh = None,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Print a prompt: the code a task needs, cited.

    It is complete, for any model: instructions, sources with their places, and the task, within a budget of tokens.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    text = read_text_argument(task, "task")
    _choice("--format", format, ("markdown", "json", "xml", "plain"))
    packed = api.context(
        text,
        repo=repo,
        cwd=working_directory(),
        scope=scope_of(kind, path, lang, crate),
        budget=budget,
        layout="json" if json else format,
        for_model=for_model,
        mode=_mode(mode),
        sources_only=sources_only,
        refresh=refresh,
    )
    if json or format == "json":
        SCREEN.json(api.context_document(packed))
    else:
        SCREEN.text(packed.prompt)
    note_freshness(packed.freshness, json=json)
    if not packed.parts:
        SCREEN.note("no source fits the task and the budget")
        return int(ExitCode.NOT_FOUND)
    counted = "counted" if packed.exact else "estimated"
    left_out = f", {len(packed.dropped)} left out" if packed.dropped else ""
    SCREEN.note(f"{_sources(len(packed.parts))}{left_out}; {packed.tokens} of {packed.budget} tokens, {counted}")
    return int(ExitCode.OK)


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION|-", help="The question; `-` reads stdin.")],
    *,
    mode: ModeName = "explain",
    model: Annotated[str, typer.Option("--model", help="A name from `models list`, or a GGUF file.")] = "",
    budget: Budget = None,
    no_llm: Annotated[bool, typer.Option("--no-llm", help="Print the evidence and stop.")] = False,
    force_citations: Annotated[
        bool,
        typer.Option("--force-citations", help="Bind every sentence to a source, where the model's runner can."),
    ] = False,
    kind: Kind = None,
    path: PathGlob = None,
    lang: Lang = None,
    crate: Crate = None,
    refresh: Refresh = None,
    repo: Repo = None,
    json: Json = False,
) -> int:
    """Answer a question with a local model.

    Every citation in the answer is checked against the sources that the model was given. Without a model the sources
    are printed, and the exit code is 5.
    """
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    text = read_text_argument(question, "question")
    session = api.asking(
        text,
        repo=repo,
        cwd=working_directory(),
        scope=scope_of(kind, path, lang, crate),
        mode=_mode(mode),
        model=model,
        budget=budget,
        refresh=refresh,
    )
    with session:
        if no_llm:
            _print_evidence(session.evidence(), as_json=json)
            return int(ExitCode.OK if session.result.hits else ExitCode.NOT_FOUND)
        try:
            events = session.answer(force_citations=force_citations)
            first = next(events)
        except ModelMissingError as error:
            if json:
                raise
            _print_evidence(session.evidence(), as_json=False)
            SCREEN.note(f"no answer: {error}")
            SCREEN.note(f"  hint: {error.hint}")
            return int(ExitCode.INCOMPLETE)
        return _print_answer(first, events, as_json=json)


def _choice(option: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        message = f"{option} cannot be {value!r}"
        raise UsageError(message, hint=f"one of {', '.join(choices)}")


def _mode(name: str) -> str:
    _choice("--mode", name, ("explain", "generate", "refactor", "review", "docs"))
    return name


def _print_evidence(packed: PackedPrompt, *, as_json: bool) -> None:
    from codegraph import api  # noqa: PLC0415 - keeps --help instant

    note_freshness(packed.freshness, json=as_json)
    if as_json:
        SCREEN.json(api.context_document(packed))
        return
    for part in packed.parts:
        stale = "  (stale)" if part.stale else ""
        SCREEN.line(f"[{part.n}] {part.path}:{part.start_line}-{part.end_line}  {part.symbol}{stale}")
        for line in part.text.split("\n"):
            SCREEN.code_line("    " + line)
        SCREEN.line()


def _print_answer(first: AnswerEvent, events: Iterator[AnswerEvent], *, as_json: bool) -> int:
    """Print events as they come; Ctrl-C ends the answer and keeps what there is of it."""
    printer = _json_event if as_json else _Text().event
    event: AnswerEvent | None = first
    done: Mapping[str, Any] = {}
    while event is not None:
        try:
            printer(event)
            if event.kind == "done":
                done = event.data
            event = next(events, None)
        except KeyboardInterrupt:
            event = events.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    return int(ExitCode.INTERRUPTED if done.get("interrupted") else ExitCode.OK)


def _json_event(event: AnswerEvent) -> None:
    SCREEN.json({"event": event.kind, **event.data})


class _Text:
    """Prints an answer for a person: the text as it comes, with places for the numbers, then the sources."""

    def __init__(self) -> None:
        self._given: Sequence[Mapping[str, Any]] = ()

    def event(self, event: AnswerEvent) -> None:
        """Print one event."""
        if event.kind == "retrieval":
            data = event.data
            self._given = data["parts"]
            for reason in data["degraded"]:
                SCREEN.note(f"degraded: {reason}")
            note_stale(data["stale_paths"])
            SCREEN.note(f"{_sources(len(data['parts']))}, {data['tokens']} of {data['budget']} tokens; answering …")
            SCREEN.note()
        elif event.kind == "token":
            cited = event.data.get("citations")
            text = " ".join(map(_place, cited)) if cited else event.data["text"]
            sys.stdout.write(printable(text))
            sys.stdout.flush()
        elif event.kind == "done":
            self._summary(event.data)

    def _summary(self, done: Mapping[str, Any]) -> None:
        sys.stdout.write("\n")
        if done["citations"]:
            SCREEN.line()
            SCREEN.line("sources")
        for citation in done["citations"]:
            mark = "" if citation["valid"] else "  NOT among the sources"
            how = "cited by the model" if citation["origin"] == "model" else "matched to a sentence afterwards"
            SCREEN.line(f"  {_place(citation)}  {how}{mark}")
        if not done["citations"] and self._given:
            SCREEN.line()
            SCREEN.line("nothing is cited; the model was given, best first")
            for part in self._given[:_FIRST_GIVEN]:
                SCREEN.line(f"  {_place(part)}")
        for sentence in done["unsupported"]:
            SCREEN.line(f"  unsupported: {sentence}")
        for sentence in done["doubtful"]:
            SCREEN.line(f"  doubtful, its sources hold none of its words: {sentence}")
        timings = done["timings"]
        SCREEN.note()
        SCREEN.note(
            f"{done['model']}: {done['tokens_in']} tokens in, {done['tokens_out']} out, "
            f"{timings['tokens_per_s']} tokens/s, first after {(timings['first_token_ms'] or 0) / 1000:.1f} s",
        )
        if done["interrupted"]:
            SCREEN.note("interrupted: the answer is not complete")
        for reason in done["degraded"]:
            SCREEN.note(f"degraded: {reason}")


def _sources(number: int) -> str:
    return "1 source" if number == 1 else f"{number} sources"


def _place(citation: Mapping[str, Any]) -> str:
    if not citation["path"]:
        return f"[{citation['n']}: no such source]"
    return f"[{citation['path']}:{citation['start_line']}-{citation['end_line']}]"
