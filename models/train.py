"""Train the static embedding that ships with codegraph. See README.md for the one command and CARD.md for the result.

Recipe: pairs from permissively licensed sources, a BPE vocabulary over identifier parts, one row per token, texts
as sums of rows damped by the square root of the count, trained so that a question is nearer to its chunk than to the
other chunks of its batch (InfoNCE, van den Oord et al. 2018); half of the batches come from one repository each.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from blake3 import blake3
from extraction import GRAMMARS, read_source
from pairs import Pair, make_pairs
from tokenizers import Tokenizer as BpeTokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import WhitespaceSplit
from tokenizers.trainers import BpeTrainer
from torch import nn

from codegraph.embed.recipe import RECIPE_VERSION
from codegraph.embed.table import pack_table
from codegraph.embed.tokenizer import FIRST, Tokenizer, find_words, split_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

HERE = Path(__file__).parent
_MODEL_NAME = "codegraph-static-1"
_HELD_OUT_SHARE = 0.02
_MAX_TOKENS = 160
_SCALE_LIMIT = 50.0


def main() -> None:
    """Read the sources, train, measure on the held-out files, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder with one clone per row of sources.csv")
    parser.add_argument("--output", type=Path, default=HERE.parent / "codegraph" / "embed" / "data" / "static.bin")
    parser.add_argument("--vocabulary", type=int, default=8000)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=768)
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--per-repository", type=int, default=24_000, help="most pairs from one repository")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)

    pairs, repositories = read_pairs(options.sources, options.per_repository)
    train = [number for number, pair in enumerate(pairs) if not pair.held_out]
    print(f"{len(train)} pairs for training, {len(pairs) - len(train)} held out", flush=True)
    vocabulary = learn_vocabulary((pairs[number] for number in train), options.vocabulary)
    tokenizer = Tokenizer(vocabulary)
    questions = Bags([tokenizer.ids(pair.question) for pair in pairs])
    texts = Bags([tokenizer.ids(pair.text) for pair in pairs])
    print(f"{len(vocabulary)} tokens; {len(texts.ids)} token counts", flush=True)

    rows = fit(options, np.array(train), questions, texts, Groups(pairs, repositories), len(vocabulary))
    scales, table = quantise(rows)
    data = pack_table(_MODEL_NAME, RECIPE_VERSION, vocabulary, scales.tolist(), table.tobytes())
    options.output.write_bytes(data)
    print(f"wrote {options.output.name}, {len(data)} bytes", flush=True)
    held_out = np.array([number for number, pair in enumerate(pairs) if pair.held_out])
    words = np.diag(rarity(texts, len(vocabulary)))
    print("held-out doc -> code, MRR in pools of 1,000:")
    for name, of in (("float32", rows), ("int8", table * scales[:, None]), ("TF-IDF over the same tokens", words)):
        print(f"  {name} {mean_reciprocal_rank(of, questions, texts, held_out):.3f}")


def read_pairs(sources: Path, most: int) -> tuple[list[Pair], list[str]]:
    """Make the pairs of every repository of sources.csv, at most `most` of each; each pair's repository beside it."""
    pairs: list[Pair] = []
    repositories: list[str] = []
    with (HERE / "sources.csv").open(newline="") as file:
        names = [row["repository"] for row in csv.DictReader(file)]
    seen: set[bytes] = set()
    for name in names:
        found = [pair for path in _files(sources / name.replace("/", "+")) for pair in _pairs_of(path, sources, seen)]
        random.Random(name).shuffle(found)  # noqa: S311  repeatable, not secret
        pairs += found[:most]
        repositories += [name] * len(found[:most])
        print(f"{name}: {len(found)} pairs", flush=True)
    return pairs, repositories


def _files(folder: Path) -> Iterator[Path]:
    excluded = set((HERE / "excluded.txt").read_text().split())
    skipped = set((HERE / "skipped_folders.txt").read_text().split())
    for path in sorted(folder.rglob("*")):
        parts = {part.lower() for part in path.relative_to(folder).parts[:-1]}
        names = parts | {path.stem.lower()}
        if path.suffix[1:] in GRAMMARS and not parts & skipped and not names & excluded and path.is_file():
            yield path


def _pairs_of(path: Path, sources: Path, seen: set[bytes]) -> Iterator[Pair]:
    data = path.read_bytes()
    digest = blake3(data).digest()
    source = None if digest in seen else read_source(data, path.suffix[1:])
    seen.add(digest)
    if source is not None:
        name = path.relative_to(sources).as_posix()
        held_out = int.from_bytes(blake3(name.encode()).digest(4), "big") < _HELD_OUT_SHARE * 2**32
        yield from make_pairs(source, name, held_out=held_out)


def learn_vocabulary(pairs: Iterator[Pair], size: int) -> list[str]:
    """Learn a BPE vocabulary over identifier parts (Sennrich et al. 2016), at most `size` tokens."""
    words: Counter[str] = Counter()
    for pair in pairs:
        words.update(find_words(pair.question))
        words.update(find_words(pair.text))
    parts: Counter[str] = Counter()
    for word, count in words.items():
        for part in split_word(word):
            parts[part] += count
    # repeated by the square root: else the keywords of ten languages decide over the merges of rare words
    lines = (
        " ".join([FIRST + part] * max(1, int(count**0.5)))
        for part, count in sorted(parts.items())
        if count > 2 and part.isascii()
    )
    bpe = BpeTokenizer(BPE())
    bpe.pre_tokenizer = WhitespaceSplit()
    bpe.train_from_iterator(lines, BpeTrainer(vocab_size=size + 1, show_progress=False))
    # alone, the mark of a beginning would give a vector to every word of unknown letters
    return sorted(bpe.get_vocab().keys() - {FIRST})


class Bags:
    """Texts as token counts: `ids` and square-rooted `weights` of text i stand at `offsets[i]:offsets[i + 1]`."""

    def __init__(self, texts: Sequence[Iterator[tuple[int, ...]]]) -> None:
        counts = [Counter(chain.from_iterable(text)).most_common(_MAX_TOKENS) for text in texts]
        self.offsets = np.concatenate([[0], np.cumsum([len(count) for count in counts])])
        self.ids = np.fromiter((token for count in counts for token, _ in count), np.int32)
        self.weights = np.sqrt(np.fromiter((number for count in counts for _, number in count), np.float32))

    def take(self, numbers: npt.NDArray[np.intp]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give the bags of some texts as (ids, offsets, weights) for an EmbeddingBag."""
        starts, sizes = self.offsets[numbers], np.diff(self.offsets)[numbers]
        offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        at = np.repeat(starts - offsets, sizes) + np.arange(sizes.sum())
        return torch.from_numpy(self.ids[at]).long(), torch.from_numpy(offsets), torch.from_numpy(self.weights[at])


class Groups:
    """Which pairs may be negatives of each other, and which stand in one repository."""

    def __init__(self, pairs: Sequence[Pair], repositories: Sequence[str]) -> None:
        self.chunk = np.unique([pair.chunk for pair in pairs], return_inverse=True)[1]
        self.file = np.unique([pair.file for pair in pairs], return_inverse=True)[1]
        self.wide = np.array([pair.wide for pair in pairs])
        self.repository = np.unique(repositories, return_inverse=True)[1]

    def excluded(self, numbers: npt.NDArray[np.intp]) -> torch.Tensor:
        """Tell which cells of a batch's score matrix are neither the answer nor a wrong answer."""
        chunk, file, wide = self.chunk[numbers], self.file[numbers], self.wide[numbers]
        same = chunk[:, None] == chunk
        same |= (file[:, None] == file) & (wide[:, None] | wide)
        np.fill_diagonal(same, val=False)
        return torch.from_numpy(same)


def batches(
    train: npt.NDArray[np.intp], groups: Groups, size: int, rng: np.random.Generator
) -> list[npt.NDArray[np.intp]]:
    """Cut one epoch into batches: half of the pairs mixed, half by repository."""
    order = rng.permutation(train)
    half = len(order) // 2
    mixed, local = order[:half], order[half:]
    local = local[np.argsort(groups.repository[local], kind="stable")]
    cut = [part[at : at + size] for part in (mixed, local) for at in range(0, len(part) - size, size)]
    rng.shuffle(cut)
    return cut


def rarity(texts: Bags, tokens: int) -> npt.NDArray[np.float32]:
    """Weigh tokens by the inverse of the number of texts that hold them (natural logarithm)."""
    return np.log(len(texts.offsets) / (np.bincount(texts.ids, minlength=tokens) + 1)).astype(np.float32)


def fit(
    options: argparse.Namespace,
    train: npt.NDArray[np.intp],
    questions: Bags,
    texts: Bags,
    groups: Groups,
    tokens: int,
) -> npt.NDArray[np.float32]:
    """Train the rows: shape (tokens, dimensions). A row's length is the weight of its token."""
    weights = rarity(texts, tokens).clip(0.5)
    bag = nn.EmbeddingBag(tokens, options.dimensions, mode="sum")
    with torch.no_grad():
        bag.weight.mul_(torch.from_numpy(weights / weights.mean() / options.dimensions**0.5).float()[:, None])
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


def quantise(rows: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int8]]:
    """Write rows as int8 with one scale each."""
    scales = (np.abs(rows).max(axis=1).clip(1e-9) / 127).astype(np.float32)
    return scales, np.rint(rows / scales[:, None]).astype(np.int8)


def mean_reciprocal_rank(
    rows: npt.NDArray[np.float32], questions: Bags, texts: Bags, held_out: npt.NDArray[np.intp], pool: int = 1000
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


def _vectors(rows: npt.NDArray[np.float32], bags: Bags, numbers: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    summed = np.zeros((len(numbers), rows.shape[1]), np.float32)
    for row, number in enumerate(numbers):
        at = slice(bags.offsets[number], bags.offsets[number + 1])
        summed[row] = bags.weights[at] @ rows[bags.ids[at]]
    return summed / np.linalg.norm(summed, axis=1, keepdims=True).clip(1e-9)


if __name__ == "__main__":
    main()
