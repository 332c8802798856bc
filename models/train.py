"""Train the static embedding that ships with codegraph. See README.md for the commands and CARD.md for the result.

Recipe: pairs from permissively licensed sources (`gather.py`), a BPE vocabulary over identifier parts, one row per
token, texts as sums of rows damped by the square root of the count, trained so that a question is nearer to its chunk
than to the other chunks of its batch (InfoNCE, van den Oord et al. 2018); a third of the batches come from one
repository each, a third from neighbouring files. Rows may go on from those of an earlier table.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from blake3 import blake3
from pairs import Pair
from tokens import bags_of, cut_token, extend, learn_vocabulary
from torch import nn

from codegraph.embed.recipe import RECIPE_VERSION
from codegraph.embed.table import open_table, pack_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from tokens import Bags

    Rows = npt.NDArray[np.float32]

HERE = Path(__file__).parent
_MODEL_NAME = "codegraph-static-1"
_SCALE_LIMIT = 50.0


def main() -> None:
    """Read the pairs, train, measure on the held-out files, and write the table."""
    options = _options()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    pairs, repositories = read_pairs(options.pairs, options.per_repository)
    train = [number for number, pair in enumerate(pairs) if not pair.held_out]
    print(f"{len(train)} pairs for training, {len(pairs) - len(train)} held out", flush=True)
    known, start = read_table(options.start) if options.start else ([], np.zeros((0, options.dimensions), np.float32))
    vocabulary = known
    if len(known) < options.vocabulary:
        learnt = learn_vocabulary((pairs[number] for number in train), options.vocabulary)
        vocabulary = extend(known, learnt, options.vocabulary)
    questions = bags_of([pair.question for pair in pairs], vocabulary, options.threads)
    texts = bags_of([pair.text for pair in pairs], vocabulary, options.threads)
    print(f"{len(vocabulary)} tokens; {len(texts.ids)} token counts", flush=True)

    first = first_rows(known, start, vocabulary, texts, options.dimensions)
    rows = fit(options, np.array(train), questions, texts, Groups(pairs, repositories), first)
    if options.keep:
        rows = np.concatenate(
            [options.keep * first[: len(known)] + (1 - options.keep) * rows[: len(known)], rows[len(known) :]]
        )
    scales, table = quantise(rows)
    data = pack_table(_MODEL_NAME, RECIPE_VERSION, vocabulary, scales.tolist(), table.tobytes())
    options.output.write_bytes(data)
    print(f"wrote {options.output.name}, {len(data)} bytes", flush=True)
    held_out = np.array([number for number, pair in enumerate(pairs) if pair.held_out])
    words = np.diag(rarity(texts, len(vocabulary)))
    print("held-out doc -> code, MRR in pools of 1,000:")
    for name, of in (("float32", rows), ("int8", table * scales[:, None]), ("TF-IDF over the same tokens", words)):
        print(f"  {name} {mean_reciprocal_rank(of, questions, texts, held_out):.3f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="folder that gather.py wrote")
    parser.add_argument("--output", type=Path, default=HERE.parent / "codegraph" / "embed" / "data" / "static.bin")
    parser.add_argument("--start", type=Path, help="go on from the vocabulary and the rows of this table")
    parser.add_argument("--vocabulary", type=int, default=8000)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=768)
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--per-repository", type=int, default=24_000, help="most pairs from one repository")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--keep", type=float, default=0.0, help="share of the table's rows in the mean with what they became"
    )
    return parser.parse_args()


def read_pairs(folder: Path, most: int) -> tuple[list[Pair], list[str]]:
    """Read the pairs of every repository of sources.csv, at most `most` of each; each pair's repository beside it.

    A pair that stands in two repositories is read once.
    """
    pairs: list[Pair] = []
    repositories: list[str] = []
    with (HERE / "sources.csv").open(newline="") as file:
        names = [row["repository"] for row in csv.DictReader(file)]
    seen: set[bytes] = set()
    for name in names:
        file_of = folder / f"{name.replace('/', '+')}.jsonl"
        lines = file_of.read_text(encoding="utf-8").splitlines() if file_of.exists() else []
        found = []
        for line in lines:
            pair = Pair(*json.loads(line))
            digest = blake3(f"{pair.question}\0{pair.text}".encode()).digest(12)
            if digest not in seen:
                seen.add(digest)
                found.append(pair)
        random.Random(name).shuffle(found)  # noqa: S311  repeatable, not secret
        pairs += found[:most]
        repositories += [name] * len(found[:most])
    return pairs, repositories


def read_table(path: Path) -> tuple[list[str], Rows]:
    """Read the vocabulary and the rows of a table: shape (tokens, dimensions)."""
    table = open_table(path)
    rows = np.asarray(table.rows, np.float32).reshape(len(table.vocabulary), table.dimensions)
    return list(table.vocabulary), rows * np.asarray(table.scales, np.float32)[:, None]


def first_rows(known: Sequence[str], start: Rows, vocabulary: Sequence[str], texts: Bags, dimensions: int) -> Rows:
    """Give the rows that training begins with: shape (tokens, dimensions).

    A token that an earlier table lacks begins as the sum of the tokens it was cut into there, so that texts keep their
    vectors; without a table, rows are random, as long as their tokens are rare.
    """
    if known:
        ids = {token: number for number, token in enumerate(known)}
        added = [start[cut_token(token, ids)].sum(axis=0) for token in vocabulary[len(known) :]]
        return np.concatenate([start, np.array(added, np.float32).reshape(-1, start.shape[1])])
    weights = rarity(texts, len(vocabulary)).clip(0.5)
    drawn = torch.randn(len(vocabulary), dimensions).numpy()
    return drawn * (weights / weights.mean() / dimensions**0.5)[:, None].astype(np.float32)


class Groups:
    """Which pairs may be negatives of each other, and which stand in one repository."""

    def __init__(self, pairs: Sequence[Pair], repositories: Sequence[str]) -> None:
        self.chunk = np.unique([pair.chunk for pair in pairs], return_inverse=True)[1]
        self.file = np.unique([pair.file for pair in pairs], return_inverse=True)[1]
        self.wide = np.array([pair.wide for pair in pairs])
        self.question = np.unique([pair.question for pair in pairs], return_inverse=True)[1]
        self.repository = np.unique(repositories, return_inverse=True)[1]

    def excluded(self, numbers: npt.NDArray[np.intp]) -> torch.Tensor:
        """Tell which cells of a batch's score matrix are neither the answer nor a wrong answer."""
        chunk, file, wide = self.chunk[numbers], self.file[numbers], self.wide[numbers]
        same = chunk[:, None] == chunk
        same |= (file[:, None] == file) & (wide[:, None] | wide)
        same |= self.question[numbers][:, None] == self.question[numbers]
        np.fill_diagonal(same, val=False)
        return torch.from_numpy(same)


def batches(
    train: npt.NDArray[np.intp], groups: Groups, size: int, rng: np.random.Generator
) -> list[npt.NDArray[np.intp]]:
    """Cut one epoch into batches: a third of the pairs mixed, a third by repository, a third of neighbouring files."""
    mixed, local, near = np.array_split(rng.permutation(train), 3)
    local = local[np.argsort(groups.repository[local], kind="stable")]
    near = near[np.lexsort((groups.file[near], groups.repository[near]))]
    cut = [part[at : at + size] for part in (mixed, local, near) for at in range(0, len(part) - size, size)]
    rng.shuffle(cut)
    return cut


def rarity(texts: Bags, tokens: int) -> Rows:
    """Weigh tokens by the inverse of the number of texts that hold them (natural logarithm)."""
    return np.log(len(texts.offsets) / (np.bincount(texts.ids, minlength=tokens) + 1)).astype(np.float32)


def fit(
    options: argparse.Namespace,
    train: npt.NDArray[np.intp],
    questions: Bags,
    texts: Bags,
    groups: Groups,
    first: Rows,
) -> Rows:
    """Train the rows, which begin as `first`: shape (tokens, dimensions). A row's length is the weight of its token."""
    bag = nn.EmbeddingBag.from_pretrained(torch.from_numpy(first.copy()), freeze=False, mode="sum")
    scale = nn.Parameter(torch.tensor(20.0).log())
    optimiser = torch.optim.Adam([{"params": bag.parameters()}, {"params": [scale], "lr": 0.001}], lr=options.rate)
    rng = np.random.default_rng(options.seed)
    plan = [batch for _ in range(options.epochs) for batch in batches(train, groups, options.batch, rng)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=[options.rate, 0.001], total_steps=len(plan), pct_start=0.05, anneal_strategy="linear"
    )
    answers = torch.arange(options.batch)
    started, total = time.monotonic(), 0.0
    for step, numbers in enumerate(plan, 1):
        left = nn.functional.normalize(_embed(bag, questions.take(numbers)))
        right = nn.functional.normalize(_embed(bag, texts.take(numbers)))
        scores = (left @ right.T * scale.exp().clamp(max=_SCALE_LIMIT)).masked_fill(groups.excluded(numbers), -1e4)
        loss = nn.functional.cross_entropy(scores, answers) + nn.functional.cross_entropy(scores.T, answers)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += loss.item() / 2
        if step % 100 == 0:
            print(f"{step}/{len(plan)} loss {total / 100:.3f} {time.monotonic() - started:.0f} s", flush=True)
            total = 0.0
    return bag.weight.detach().numpy()


def _embed(bag: nn.EmbeddingBag, bags: tuple[torch.Tensor, torch.Tensor, torch.Tensor]) -> torch.Tensor:
    ids, offsets, weights = bags
    embedded: torch.Tensor = bag(ids, offsets, per_sample_weights=weights)
    return embedded


def quantise(rows: Rows) -> tuple[Rows, npt.NDArray[np.int8]]:
    """Write rows as int8 with one scale each."""
    scales = (np.abs(rows).max(axis=1).clip(1e-9) / 127).astype(np.float32)
    return scales, np.rint(rows / scales[:, None]).astype(np.int8)


def mean_reciprocal_rank(
    rows: Rows, questions: Bags, texts: Bags, held_out: npt.NDArray[np.intp], pool: int = 1000
) -> float:
    """Rank each held-out text among `pool` of them by its question."""
    order = np.random.default_rng(0).permutation(held_out)
    found = []
    for at in range(0, len(order) - pool + 1, pool):
        numbers = order[at : at + pool]
        left, right = (_vectors(rows, bags, numbers) for bags in (questions, texts))
        scores = left @ right.T
        found.append(1 / (1 + (scores > scores.diagonal()[:, None]).sum(axis=1)))
    return float(np.mean(found))


def _vectors(rows: Rows, bags: Bags, numbers: npt.NDArray[np.intp]) -> Rows:
    summed = np.zeros((len(numbers), rows.shape[1]), np.float32)
    for row, number in enumerate(numbers):
        at = slice(bags.offsets[number], bags.offsets[number + 1])
        summed[row] = bags.weights[at] @ rows[bags.ids[at]]
    return summed / np.linalg.norm(summed, axis=1, keepdims=True).clip(1e-9)


if __name__ == "__main__":
    main()
