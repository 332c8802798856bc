"""The packer: candidates in, one prompt within its budget out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from codegraph.errors import UsageError
from codegraph.model import ChunkKind, Detail, PackedPrompt, Part
from codegraph.pack.budget import Prices, allocate, levels_of
from codegraph.pack.compress import Focus, signature_of
from codegraph.pack.formats import LAYOUTS, Entry, Format
from codegraph.pack.prompts import Mode, instructions
from codegraph.pack.sources import dropped_source, sources_of, symbol_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codegraph.pack.budget import Level
    from codegraph.pack.candidates import Candidate
    from codegraph.pack.formats import Layout
    from codegraph.pack.sources import Source
    from codegraph.tokens.counter import TokenCounter

_PER_FILE = 5


def pack(
    task: str,
    candidates: Sequence[Candidate],
    budget: int,
    *,
    counter: TokenCounter,
    frame_overhead: int = 0,
    mode: Mode = Mode.EXPLAIN,
    layout: Format = Format.MARKDOWN,
    sources_only: bool = False,
    model_name: str = "",
    per_file: int = _PER_FILE,
) -> PackedPrompt:
    """Pack a task and its candidates into a prompt of at most `budget` tokens.

    The prompt can be sent in two ways, as a system and a user turn of a chat or as one text (`prompt`, which is
    the system text and the user text one after the other). `tokens` is the larger of both counts, of the final
    texts, with `frame_overhead` for the chat's frame and special tokens; room for the answer is the caller's to
    keep. With `sources_only` neither instructions nor task are written. At most `per_file` parts come from one file.

    Parts are numbered from 1, the best first. The same candidates in any order give the same prompt.

    Raises UsageError where the budget is smaller than the prompt without any source.
    """
    sources, dropped = sources_of(candidates, per_file)
    around = ("", None) if sources_only else (instructions(mode), task)
    frame = _Frame(LAYOUTS[layout], counter, frame_overhead, *around)
    bare = frame.fill(())
    if bare.tokens > budget:
        message = f"a budget of {budget} tokens is smaller than the prompt without any source"
        raise UsageError(
            message, hint=f"Give a budget of more than {bare.tokens} tokens: frame and task take that many."
        )

    focus = Focus(task)
    ladders = [levels_of(source, focus) for source in sources]

    def count(source: int, level: int) -> tuple[int, int]:
        written = frame.layout.entry(_entry(sources[source], ladders[source][level], source + 1)) + "\n\n"
        return counter.count(written), len(written)

    first_of = {source.path: at for at, source in reversed(list(enumerate(sources)))}
    prices = Prices([source.relevance for source in sources], ladders, sorted(first_of.values()), count)
    room, step = budget - bare.tokens, 1
    while True:
        chosen = allocate(prices, room)
        shown = [at for at, level in enumerate(chosen) if level >= 0]
        entries = [_entry(sources[at], ladders[at][chosen[at]], n) for n, at in enumerate(shown, start=1)]
        filled = frame.fill(entries) if entries else bare
        if filled.tokens <= budget:
            break
        room -= max(filled.tokens - budget, step)
        step *= 2

    missing = (source for source, level in zip(sources, chosen, strict=True) if level < 0)
    return PackedPrompt(
        task=task,
        budget=budget,
        tokens=filled.tokens,
        model=model_name,
        parts=tuple(
            _part(sources[at], entry, prices.exact(at, chosen[at])) for at, entry in zip(shown, entries, strict=True)
        ),
        system=frame.system,
        user=filled.user,
        prompt=filled.prompt,
        dropped=(*dropped, *(dropped_source(source, "budget") for source in missing)),
        counter=counter.name,
        exact=counter.exact,
    )


class _Filled(NamedTuple):
    user: str
    prompt: str
    tokens: int


class _Frame(NamedTuple):
    """What stands around the sources."""

    layout: Layout
    counter: TokenCounter
    overhead: int
    system: str
    task: str | None

    def fill(self, entries: Sequence[Entry]) -> _Filled:
        """Write the final texts and count them both ways, since tokens do not add up over pieces."""
        user = self.layout.user([self.layout.entry(entry) for entry in entries], self.task)
        prompt = self.layout.prompt(self.system, user)
        tokens = self.counter.count(prompt)
        if self.system:
            tokens = max(tokens, self.counter.count(self.system) + self.counter.count(user))
        return _Filled(user, prompt, self.overhead + tokens)


def _entry(source: Source, level: Level, n: int) -> Entry:
    lead = source.lead
    chunk = lead.hit.chunk
    trail: tuple[str, ...] = ()
    if level.detail is Detail.SIGNATURE:
        trail = (lead.container,)
    elif level.detail is not Detail.NAME:
        inside = signature_of(lead) if chunk.kind is ChunkKind.BLOCK else ""
        trail = (lead.crate, lead.module, lead.container, inside)
    return Entry(
        n=n,
        path=source.path,
        start_line=source.start_line,
        end_line=source.end_line,
        trail=tuple(filter(None, trail)),
        language=chunk.language,
        detail=level.detail,
        text=level.text,
        stale=lead.stale,
    )


def _part(source: Source, entry: Entry, tokens: int) -> Part:
    return Part(
        n=entry.n,
        path=entry.path,
        start_line=entry.start_line,
        end_line=entry.end_line,
        symbol=symbol_of(source.lead),
        detail=entry.detail,
        tokens=tokens,
        text=entry.text,
        stale=entry.stale,
    )
