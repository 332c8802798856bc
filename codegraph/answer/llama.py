"""llama.cpp in this process, through llama-cpp-python.

The prompt is built as token ids (see `frame`); it is read in small batches so that a deadline and Ctrl-C are
noticed between them. What llama.cpp logs never reaches the screen.
"""

from __future__ import annotations

import codecs
import time
from typing import TYPE_CHECKING, Any

from codegraph.answer.backend import Finish, Piece
from codegraph.answer.frame import frame_of
from codegraph.answer.stops import StopCutter
from codegraph.errors import IncompleteError, ModelFileError, UsageError
from codegraph.tokens.choice import tokenizer_of
from codegraph.tokens.native import last_errors, load_llama_cpp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from codegraph.answer.backend import Request
    from codegraph.gguf import GgufHeader
    from codegraph.models.fit import Fit

_SEED = 20


class LlamaBackend:
    """A GGUF model loaded into this process; one answer at a time.

    Raises ModelMissingError without llama-cpp-python, and ModelFileError if llama.cpp cannot load the file or has no
    memory for it.
    """

    takes_grammar = True

    def __init__(self, header: GgufHeader, fit: Fit, *, name: str = "") -> None:
        self._llama_cpp: ModuleType = load_llama_cpp()
        self.name = name or header.path.stem
        self._frame = frame_of(header, tokenizer_of(header))
        self._model = _load(self._llama_cpp, header, fit)
        self._vocabulary = self._llama_cpp.llama_model_get_vocab(self._model.model)
        self._batch = fit.batch
        self.context: int = self._model.n_ctx()

    @property
    def overhead(self) -> int:
        """The tokens of the chat template's frame."""
        return self._frame.overhead

    def count(self, text: str) -> int:
        """Give the tokens that `text` takes inside the frame."""
        return len(self._frame.plain(text))

    def prompt_ids(self, system: str, user: str) -> list[int]:
        """Give the ids that are sent for a system and a user text."""
        return self._frame.assemble(system, user)

    def stream(self, request: Request) -> Iterator[Piece]:
        """Answer piece by piece.

        Raises UsageError if the prompt leaves no room for an answer, IncompleteError if the first token does not
        come in time or llama.cpp fails on the prompt.
        """
        ids = self.prompt_ids(request.system, request.user)
        room = min(request.max_tokens, self.context - len(ids))
        if room <= 0:
            message = f"the prompt has {len(ids)} tokens, and {self.name} is loaded with a context of {self.context}"
            raise UsageError(message, hint="lower --budget, or raise llm.context")
        started = time.monotonic()
        self._read(ids, started + request.first_token_s)
        yield Piece(prompt_tokens=len(ids))
        yield from self._write(ids, request, room, started + request.total_s)

    def close(self) -> None:
        """Free the model's memory."""
        self._model.close()

    def _read(self, ids: list[int], deadline: float) -> None:
        model = self._model
        model.reset()
        try:
            for start in range(0, len(ids), self._batch):
                if time.monotonic() > deadline:
                    message = f"{self.name} had read {start} of {len(ids)} prompt tokens when its time was up"
                    hint = "lower --budget, raise llm.first_token_timeout_s, or use a smaller model"
                    raise IncompleteError(message, hint=hint)
                model.eval(ids[start : start + self._batch])
        except (RuntimeError, ValueError) as error:
            model.reset()
            message = f"{self.name}: llama.cpp failed on the prompt: {last_errors() or error}"
            raise IncompleteError(message, hint="lower llm.context or llm.gpu_layers; memory may be short") from error

    def _write(self, ids: list[int], request: Request, room: int, deadline: float) -> Iterator[Piece]:
        decoder, cutter = codecs.getincrementaldecoder("utf-8")("replace"), StopCutter(request.stop)
        finish = Finish.STOP
        for written, token in enumerate(self._generate(ids, request), start=1):
            if token is None:
                finish = Finish.CUT
                break
            if self._llama_cpp.llama_vocab_is_eog(self._vocabulary, token):
                break
            yield Piece(cutter.feed(decoder.decode(self._piece(token))), tokens=1)
            if cutter.stopped:
                break
            if written >= room or time.monotonic() > deadline:
                finish = Finish.LENGTH if written >= room else Finish.DEADLINE
                break
        yield Piece(cutter.feed(decoder.decode(b"", final=True)) + cutter.rest(), finish=finish)

    def _generate(self, ids: list[int], request: Request) -> Iterator[int | None]:
        grammar = self._llama_cpp.LlamaGrammar.from_string(request.grammar, verbose=False) if request.grammar else None
        self._model.set_seed(_SEED)
        try:
            yield from self._model.generate(
                ids, temp=request.temperature, top_k=40, top_p=0.95, min_p=0.05, repeat_penalty=1.05, grammar=grammar
            )
        except (RuntimeError, ValueError):
            self._model.reset()
            yield None

    def _piece(self, token: int) -> bytes:
        size = 64
        while True:
            buffer = (self._llama_cpp.llama_cpp.ctypes.c_char * size)()
            written = self._llama_cpp.llama_token_to_piece(self._vocabulary, token, buffer, size, 0, False)  # noqa: FBT003
            if written >= 0:
                return bytes(buffer[:written])
            size = -written


def _load(llama_cpp: ModuleType, header: GgufHeader, fit: Fit) -> Any:  # noqa: ANN401 - the library has no types
    try:
        return llama_cpp.Llama(
            str(header.path),
            n_ctx=fit.context,
            n_gpu_layers=fit.gpu_layers,
            n_threads=fit.threads,
            n_threads_batch=fit.threads,
            n_batch=fit.batch,
            n_ubatch=fit.batch,
            seed=_SEED,
            verbose=False,
        )
    except (ValueError, RuntimeError, OSError, MemoryError) as error:
        message = f"{header.path}: llama.cpp cannot load the model: {last_errors() or error}"
        hint = "lower llm.context or llm.gpu_layers if memory is short; a newer llama-cpp-python may know the model"
        raise ModelFileError(message, hint=hint) from error
