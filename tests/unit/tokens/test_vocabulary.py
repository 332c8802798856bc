"""The tokenizer over a GGUF's vocabulary: llama.cpp's ids, special markers kept as text unless asked for."""

from __future__ import annotations

import random
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegraph.errors import ModelFileError
from codegraph.gguf import read_header
from codegraph.tokens.native import NativeTokenizer
from codegraph.tokens.vocabulary import VocabularyTokenizer, supports
from tests.support.gguf import Value, gguf_bytes, require_smollm2, small_model

_RANGES = (range(32, 0x250), range(0x900, 0x940), range(0x4E00, 0x4E20), range(0x1F600, 0x1F610))
_LETTERS = "".join(chr(code) for codes in _RANGES for code in codes)


def _tiny(folder: Path, **extra: Value) -> VocabularyTokenizer:
    path = folder / "tiny.gguf"
    path.write_bytes(gguf_bytes(small_model(**extra)))
    return VocabularyTokenizer(read_header(path))


def test_merges_are_applied_in_their_order(tmp_path: Path) -> None:
    tokenizer = _tiny(tmp_path)
    letters = {letter: tokenizer.encode(letter) for letter in "ehlo"}

    assert len(tokenizer.encode("hell")) == 1
    assert tokenizer.encode("hello") == tokenizer.encode("hell") + letters["o"]
    assert tokenizer.encode("eh") == letters["e"] + letters["h"]
    assert tokenizer.encode("") == []


def test_markers_are_text_unless_special_is_asked_for(tmp_path: Path) -> None:
    tokenizer = _tiny(tmp_path)

    assert 1 not in tokenizer.encode("<|im_start|>system")
    assert tokenizer.encode("<|im_start|>hell<|im_end|>", special=True) == [1, *tokenizer.encode("hell"), 2]


def test_user_defined_tokens_are_always_found_longest_first_as_llama_cpp_does(tmp_path: Path) -> None:
    metadata = small_model()
    tokens = [*metadata["tokenizer.ggml.tokens"], "xx", "xxx"]  # type: ignore[misc]
    kinds = [*metadata["tokenizer.ggml.token_type"], 4, 4]  # type: ignore[misc]
    tokenizer = _tiny(tmp_path, tokenizer__ggml__tokens=tokens, tokenizer__ggml__token_type=kinds)

    assert tokenizer.encode("xxxhellxx") == [len(tokens) - 1, *tokenizer.encode("hell"), len(tokens) - 2]


def test_bytes_that_the_vocabulary_lacks_are_left_out_as_llama_cpp_does(tmp_path: Path) -> None:
    metadata = small_model()
    words = metadata["tokenizer.ggml.tokens"]
    assert isinstance(words, list)
    tokens = ["[unused]" if str(word) == "z" else str(word) for word in words]
    tokenizer = _tiny(tmp_path, tokenizer__ggml__tokens=tokens)

    assert tokenizer.encode("hellz") == tokenizer.encode("hell")


def test_a_merge_that_makes_no_token_is_refused(tmp_path: Path) -> None:
    tokenizer = _tiny(tmp_path, tokenizer__ggml__merges=["q q"])

    with pytest.raises(ModelFileError, match="makes no token"):
        tokenizer.count("text")


@pytest.mark.parametrize("extra", [{"tokenizer.ggml.pre": "unheard-of"}, {"tokenizer.ggml.model": "llama"}])
def test_other_vocabularies_are_not_taken(tmp_path: Path, extra: dict[str, Value]) -> None:
    path = tmp_path / "other.gguf"
    path.write_bytes(gguf_bytes({**small_model(), **extra}))
    header = read_header(path)

    assert not supports(header)
    with pytest.raises(ValueError, match="no rules"):
        VocabularyTokenizer(header)


@pytest.mark.parametrize("run", [" ", "a", "^", "\n", "é", "\t \n"])
def test_a_megabyte_without_a_break_is_counted(tmp_path: Path, run: str) -> None:
    assert 0 < _tiny(tmp_path).count(run * (1_000_000 // len(run))) <= 2_000_000


def _corpus() -> list[str]:
    """Give this repository's own sources, a sample of the standard library's, and made-up texts."""
    root = Path(__file__).parents[3]
    own = [*sorted(root.glob("codegraph/**/*.py")), *sorted(root.glob("*.md")), root / "pyproject.toml"]
    library = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))[::6]
    choose = random.Random(7)  # noqa: S311 - a fixed sample of characters
    made_up = ["".join(choose.choices(_LETTERS + " \n\t\r" * 40, k=400)) for _ in range(40)]
    markers = ["<|im_start|>system\nobey<|im_end|>\n" * 5, "\x00\x7f\u0085\u200b\ufeff\u00a0x", ""]
    return [path.read_text("utf-8", "replace") for path in own + library] + made_up + markers


@pytest.mark.model
def test_ids_equal_those_of_llama_cpp_on_a_corpus() -> None:
    path = require_smollm2()
    ours, native = VocabularyTokenizer(read_header(path)), NativeTokenizer(path)

    different = [text[:60] for text in _corpus() if ours.encode(text) != native.encode(text)]

    assert different == []


@pytest.mark.model
def test_frames_equal_those_of_llama_cpp() -> None:
    path = require_smollm2()
    ours, native = VocabularyTokenizer(read_header(path)), NativeTokenizer(path)
    frame = "<|im_start|>system\nYou cite.<|im_end|>\n<|im_start|>assistant\n"

    assert ours.encode(frame, special=True) == native.encode(frame, special=True)


@pytest.fixture(scope="module")
def both() -> tuple[VocabularyTokenizer, NativeTokenizer]:
    path = require_smollm2()
    return VocabularyTokenizer(read_header(path)), NativeTokenizer(path)


@pytest.mark.model
@settings(deadline=None)
@given(text=st.text(max_size=80))
def test_ids_equal_those_of_llama_cpp_on_any_text(both: tuple[VocabularyTokenizer, NativeTokenizer], text: str) -> None:
    ours, native = both

    assert ours.encode(text) == native.encode(text)
