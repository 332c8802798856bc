"""From a sentence of documentation to the code it documents: `python -m tests.eval.doc_code SOURCES [--model FILE]`.

CodeSearchNet's protocol (Husain et al. 2019): each question is ranked among its own code and 999 others. The code is a
definition as the index embeds it, with all docs of its file taken out; the question is the first sentence of what was
taken out, without the definition's name at its start. A sentence that several definitions share is left out.

Pools of 1,000 are drawn by hash, of one language where it has enough, of all other languages together. `SOURCES` holds
clones of the repositories in `repositories.csv`; those among a model's sources (`models/sources.csv`) are left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from blake3 import blake3

from codegraph.config import EmbedSettings
from codegraph.discover import FileEntry, language_in
from codegraph.embed import open_embedder
from codegraph.indexing.jobs import Job
from codegraph.indexing.preparing import make_record
from codegraph.model import ChunkKind
from codegraph.resolve.binding import Place
from tests.eval.documented import is_source, without_docs
from tests.eval.repositories import find_clone, how_to_get, listed, paths_at, read_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from codegraph.embed import Embedder
    from tests.eval.documented import Bare
    from tests.eval.repositories import Repository

POOL = 1000
OTHERS = "other languages"
_SOURCES = Path(__file__).parents[2] / "models" / "sources.csv"
_MOST_BYTES = 400_000
_MOST_OF_ONE = 600
_FEWEST = 40
_WHOLE = (ChunkKind.ITEM, ChunkKind.CONTAINER)


class Pair(NamedTuple):
    """A question, the text of the code that answers it, and the code's language."""

    question: str
    text: str
    language: str


class Result(NamedTuple):
    """Mean reciprocal rank, and the shares of questions whose code is first, and among the first ten."""

    questions: int
    mrr: float
    first: float
    ten: float


def main() -> int:
    """Make the pools, rank them with each model, print the figures."""
    parser = argparse.ArgumentParser(description="Measure embedders from docs to code.")
    parser.add_argument("sources", type=Path, help="folder with the clones")
    parser.add_argument(
        "--model", action="append", type=Path, default=[], help="a static.bin; default: the shipped one"
    )
    parser.add_argument("--onnx", action="append", type=Path, default=[], help="folder of an ONNX model")
    parser.add_argument(
        "--few", type=int, default=300, help="questions for ONNX models, of the first pool of each kind"
    )
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the pairs here, and use those that are there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    given = parser.parse_args()
    pairs = kept_pairs(given.sources, given.keep)
    if not pairs:
        return 2
    pools = pools_of(pairs)
    static = [open_embedder(EmbedSettings(model=str(path))) for path in given.model]
    static = static or [open_embedder(EmbedSettings())]
    figures = {one.set.model: measure(one, pools) for one in static}
    if given.onnx:
        few = {kind: [_fewer(some[0], given.few)] for kind, some in pools.items()}
        slow = [open_embedder(EmbedSettings(kind="onnx", model=str(path))) for path in given.onnx]
        figures |= {f"{one.set.model}, few": measure(one, few) for one in (*static, *slow)}
    if given.json:
        plain = {model: {kind: one._asdict() for kind, one in kinds.items()} for model, kinds in figures.items()}
        given.json.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    return 0


def kept_pairs(sources: Path, keep: Path | None) -> list[Pair]:
    """Make the pairs, or read those that were kept before."""
    if keep and keep.exists():
        return [Pair(*json.loads(line)) for line in keep.read_text(encoding="utf-8").splitlines()]
    rows, missing = unseen(sources)
    if missing:
        print(how_to_get(missing, sources), file=sys.stderr)
    pairs = pairs_of(sources, rows)
    if keep:
        keep.write_text("".join(json.dumps(pair) + "\n" for pair in pairs), encoding="utf-8")
    return pairs


def unseen(sources: Path) -> tuple[list[Repository], list[Repository]]:
    """Give the listed repositories that no model was trained on: those that are there, and those that are missing."""
    with _SOURCES.open(encoding="utf-8", newline="") as file:
        trained = {row["repository"].lower() for row in csv.DictReader(file)}
    rows = [row for row in listed() if row.repository.lower() not in trained]
    here = [row for row in rows if find_clone(sources, row)]
    return here, [row for row in rows if row not in here]


def pairs_of(sources: Path, rows: Iterable[Repository]) -> list[Pair]:
    """Make the pairs of repositories, in the order of a hash; at most 600 of one repository."""
    pairs: list[Pair] = []
    for row in rows:
        clone = find_clone(sources, row)
        if clone is None:
            continue
        paths = [path for path in paths_at(clone, row.revision) if path.startswith(row.root) and is_source(path)]
        found: list[Pair] = []
        for path, source in read_at(clone, row.revision, paths):
            found += _pairs_of_file(path, source)
        pairs += sorted(found, key=_hash)[:_MOST_OF_ONE]
    times: dict[str, int] = defaultdict(int)
    for pair in pairs:
        times[pair.question] += 1
        times[pair.text] += 1
    return sorted((pair for pair in pairs if times[pair.question] == times[pair.text] == 1), key=_hash)


def pools_of(pairs: Sequence[Pair], size: int = POOL) -> dict[str, list[list[Pair]]]:
    """Divide pairs into pools: of one language where it has enough, of all other languages together."""
    by_language: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_language[pair.language].append(pair)
    groups = {language: some for language, some in sorted(by_language.items()) if len(some) >= size}
    groups[OTHERS] = [pair for pair in pairs if pair.language not in groups]
    return {
        kind: [some[at : at + size] for at in range(0, len(some) - size + 1, size)]
        for kind, some in groups.items()
        if len(some) >= size
    }


def measure(embedder: Embedder, pools: Mapping[str, Sequence[Sequence[Pair]]]) -> dict[str, Result]:
    """Rank every question in its pool; print and give the figures.

    By kind of pool, for `all` (the mean over kinds), and by language (`in LANGUAGE`, of 40 questions at least).
    """
    began = time.process_time()
    ranks = {kind: [one for pool in some for one in _ranks(embedder, pool)] for kind, some in pools.items()}
    results = {kind: _result([rank for _, rank in some]) for kind, some in ranks.items()}
    means = [fmean(values) for values in zip(*(one[1:] for one in results.values()), strict=True)]
    results["all"] = Result(sum(one.questions for one in results.values()), *(round(value, 4) for value in means))
    by_language: dict[str, list[int]] = defaultdict(list)
    for language, rank in ranks.get(OTHERS, []):
        by_language[language].append(rank)
    results |= {f"in {name}": _result(some) for name, some in sorted(by_language.items()) if len(some) >= _FEWEST}
    print(f"{embedder.set.model}  ({time.process_time() - began:.0f} s of processor time)")
    for kind, one in results.items():
        print(f"  {kind:<16} questions {one.questions:>5}  MRR {one.mrr:.3f}  first {one.first:.3f}  ten {one.ten:.3f}")
    return results


def _ranks(embedder: Embedder, pool: Sequence[Pair]) -> list[tuple[str, int]]:
    """Give the language and the rank of each question of a pool; a pair without a question is a distractor."""
    codes = embedder.encode([pair.text for pair in pool])
    ranks = []
    for number, pair in enumerate(pool):
        if pair.question:
            scores = codes @ np.array(embedder.encode_query(pair.question))
            # of equals the right one counts as the last
            ranks.append((pair.language, int((scores >= scores[number]).sum())))
    return ranks


def _result(ranks: Sequence[int]) -> Result:
    return Result(
        len(ranks),
        round(fmean(1.0 / rank for rank in ranks), 4),
        round(fmean(rank == 1 for rank in ranks), 4),
        round(fmean(rank <= 10 for rank in ranks), 4),
    )


def _fewer(pool: Sequence[Pair], questions: int) -> list[Pair]:
    """Keep so many questions of a pool, and all of its code."""
    return [*pool[:questions], *(pair._replace(question="") for pair in pool[questions:])]


def _pairs_of_file(path: str, source: bytes) -> list[Pair]:
    language = language_in(path, source)
    if len(source) > _MOST_BYTES:
        return []
    bare = without_docs(path, language, source)
    if bare is None:
        return []
    texts = _texts_of(path, language, bare)
    return [Pair(one.sentence, texts[one.symbol], language) for one in bare.documented if texts.get(one.symbol)]


def _texts_of(path: str, language: str, bare: Bare) -> dict[int, str]:
    """Give the text that the index embeds for each definition that has a chunk of its own, by the symbol's number."""
    job = Job(FileEntry(path, language, len(bare.source), 0), Place("", ("file", path), "", (), None, ""))
    record, texts = make_record(job, bare.facts, bare.source, 0, open_embedder(EmbedSettings()).set)
    return {
        fact.symbol: texts[made.vector_key]
        for fact, made in zip(bare.facts.chunks, record.chunks, strict=True)
        if fact.kind in _WHOLE
    }


def _hash(pair: Pair) -> str:
    return blake3(f"{pair.question}\0{pair.text}".encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
