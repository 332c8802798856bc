"""The vocabulary of the static embedding, and texts as counts of its tokens."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from itertools import chain
from multiprocessing import Pool
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer as BpeTokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import WhitespaceSplit
from tokenizers.trainers import BpeTrainer

from codegraph.embed.tokenizer import FIRST, Tokenizer, find_words, split_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt
    from pairs import Pair

_MAX_TOKENS = 160
_SOME = 2_000


def learn_vocabulary(pairs: Iterable[Pair], size: int) -> list[str]:
    """Learn a BPE vocabulary over identifier parts (Sennrich et al. 2016), `size` tokens at most, as learnt."""
    words: Counter[str] = Counter()
    for pair in pairs:
        words.update(find_words(pair.question))
        words.update(find_words(pair.text))
    parts: Counter[str] = Counter()
    for word, count in words.items():
        for part in split_word(word):
            parts[part] += count
    # repeated by the square root: else the keywords of twenty languages decide over the merges of rare words
    lines = (
        " ".join([FIRST + part] * max(1, int(count**0.5)))
        for part, count in sorted(parts.items())
        if count > 2 and part.isascii()
    )
    bpe = BpeTokenizer(BPE())
    bpe.pre_tokenizer = WhitespaceSplit()
    bpe.train_from_iterator(lines, BpeTrainer(vocab_size=size + 1, show_progress=False))
    learnt = bpe.get_vocab()
    # alone, the mark of a beginning would give a vector to every word of unknown letters
    return sorted(learnt.keys() - {FIRST}, key=learnt.__getitem__)


def extend(known: Sequence[str], learnt: Sequence[str], size: int) -> list[str]:
    """Add to a vocabulary what was learnt first, up to `size` tokens; what was known keeps its place."""
    there = set(known)
    new = [token for token in learnt if token not in there]
    return [*known, *sorted(new[: size - len(known)])]


def cut_token(token: str, ids: dict[str, int]) -> list[int]:
    """Cut a token of one vocabulary into the longest tokens of another, from the left."""
    found, at = [], 0
    while at < len(token):
        stop = next((stop for stop in range(len(token), at, -1) if token[at:stop] in ids), 0)
        found += [ids[token[at:stop]]] if stop else []
        at = stop or at + 1
    return found


class Bags:
    """Texts as token counts: `ids` and square-rooted `weights` of text i stand at `offsets[i]:offsets[i + 1]`."""

    def __init__(self, sizes: npt.NDArray[np.int64], ids: npt.NDArray[np.int32], counts: npt.NDArray[np.int32]) -> None:
        self.offsets = np.concatenate([[0], np.cumsum(sizes)])
        self.ids = ids
        self.weights = np.sqrt(counts.astype(np.float32))

    def take(self, numbers: npt.NDArray[np.intp]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Give the bags of some texts as (ids, offsets, weights) for an EmbeddingBag."""
        starts, sizes = self.offsets[numbers], np.diff(self.offsets)[numbers]
        offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        at = np.repeat(starts - offsets, sizes) + np.arange(sizes.sum())
        return torch.from_numpy(self.ids[at]).long(), torch.from_numpy(offsets), torch.from_numpy(self.weights[at])


def bags_of(texts: Sequence[str], vocabulary: Sequence[str], processes: int) -> Bags:
    """Cut texts into tokens, in so many processes."""
    with Pool(processes) as pool:
        parts = [texts[at : at + _SOME] for at in range(0, len(texts), _SOME)]
        counted = pool.map(partial(_count, vocabulary=tuple(vocabulary)), parts, chunksize=8)
    sizes, ids, counts = (np.concatenate(arrays) for arrays in zip(*counted, strict=True))
    return Bags(sizes, ids, counts)


def _count(texts: Sequence[str], vocabulary: tuple[str, ...]) -> tuple[npt.NDArray[np.generic], ...]:
    tokenizer = _tokenizer(vocabulary)
    counts = [Counter(chain.from_iterable(tokenizer.ids(text))).most_common(_MAX_TOKENS) for text in texts]
    flat = np.array([pair for count in counts for pair in count], np.int32).reshape(-1, 2)
    return np.array([len(count) for count in counts]), flat[:, 0], flat[:, 1]


@cache
def _tokenizer(vocabulary: tuple[str, ...]) -> Tokenizer:
    return Tokenizer(vocabulary)
