"""Any OpenAI-compatible endpoint that the user configured; several are tried in order.

Nothing is sent anywhere else. An attempt is repeated, or the next endpoint asked, only before the first token: an
answer never starts twice.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from codegraph.answer.backend import Finish, Piece
from codegraph.answer.defuse import defuse
from codegraph.answer.probe import Served, ask_server
from codegraph.answer.sse import Delta, StreamReader, error_message
from codegraph.errors import EndpointError, UsageError
from codegraph.models.loopback import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import httpx

    from codegraph.answer.backend import Request
    from codegraph.tokens.counter import TokenCounter

_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 10.0
# what a chat template adds that nobody can count from here: generous
_FRAME_TOKENS = 40


class _TryAgainError(Exception):
    """A failure before the first token that another attempt may mend."""


@dataclass(slots=True)
class EndpointBackend:
    """Endpoints such as `http://127.0.0.1:8080/v1`, in the order in which they are tried.

    `model` is the endpoint's name for a model; empty asks the endpoint. `counter` counts here, since the server's
    tokenizer is not at hand. The key is sent as a bearer token and to nobody but these endpoints; times in seconds.
    """

    urls: Sequence[str]
    counter: TokenCounter
    model: str = ""
    api_key: str = ""
    connect_s: float = 5.0
    retries: int = 2
    wait: Callable[[float], None] = time.sleep
    overhead: int = _FRAME_TOKENS
    _served: Served | None = field(default=None, init=False)
    _last_url: str = field(default="", init=False)
    _asks_usage: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        if not self.urls:
            message = "no endpoint is configured"
            raise UsageError(message, hint="set llm.base_url, or CODEGRAPH_LLM_BASE_URL")

    @property
    def name(self) -> str:
        """The model and the endpoint that answered, or would answer first."""
        return f"{self.model or self._facts().model or 'model'} at {self._last_url or self.urls[0]}"

    @property
    def context(self) -> int:
        """The context size in tokens that the first endpoint that is there tells; 0 if none does."""
        return self._facts().context

    @property
    def takes_grammar(self) -> bool:
        """Whether the server is llama.cpp's, which takes GBNF."""
        return self._facts().llama_cpp

    def count(self, text: str) -> int:
        """Count as the configured counter does, in the form in which the text is sent."""
        return self.counter.count(defuse(text))

    def close(self) -> None:
        """Do nothing: connections last for one answer."""

    def stream(self, request: Request) -> Iterator[Piece]:
        """Answer from the first endpoint that can.

        Raises EndpointError, with what each endpoint said, if none begins to answer in time.
        """
        deadline = time.monotonic() + request.total_s
        failures: list[str] = []
        for url in self.urls:
            for attempt in range(self.retries + 1):
                if attempt:
                    self.wait(min(2.0 ** (attempt - 1), _LONGEST_WAIT))
                pieces = self._attempt(url, request, deadline)
                try:
                    first = next(pieces)
                except _TryAgainError as error:
                    failures.append(f"{url}: {error}")
                    continue
                except StopIteration:
                    failures.append(f"{url}: it answered nothing")
                    break
                self._last_url = url
                yield first
                yield from pieces
                return
        message = "; ".join(dict.fromkeys(failures))
        raise EndpointError(message, hint="check llm.base_url and that the server runs, or raise the llm timeouts")

    def _attempt(self, url: str, request: Request, deadline: float) -> Iterator[Piece]:
        """Ask once; raises _TryAgainError or EndpointError before the first piece, and ends with a finish after it."""
        import httpx  # noqa: PLC0415 - only an answer opens connections

        begun = False
        timeout = httpx.Timeout(request.first_token_s, connect=self.connect_s, write=self.connect_s * 4)
        try:
            with (
                httpx.Client(timeout=timeout, trust_env=not is_loopback(url)) as client,
                client.stream(
                    "POST", f"{url.rstrip('/')}/chat/completions", json=self._body(request), headers=self._headers()
                ) as response,
            ):
                self._refuse(url, response)
                for piece in _pieces(response, deadline, time.monotonic() + request.first_token_s):
                    begun = True
                    yield piece
        except httpx.InvalidURL as error:
            message = f"{url}: {error}"
            raise EndpointError(message, hint="correct llm.base_url") from error
        except httpx.HTTPError as error:
            if not begun:
                message = f"{type(error).__name__}: {error}".rstrip(": ")
                raise _TryAgainError(message) from error
            yield Piece(finish=Finish.CUT)

    def _body(self, request: Request) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.model or self._facts().model or "default",
            "messages": [
                {"role": "system", "content": request.system},
                {"role": "user", "content": defuse(request.user)},
            ],
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "stream": True,
        }
        if self._asks_usage:
            body["stream_options"] = {"include_usage": True}
        if request.stop:
            body["stop"] = list(request.stop)
        if request.grammar and self.takes_grammar:
            body["grammar"] = request.grammar
        return body

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}

    def _refuse(self, url: str, response: httpx.Response) -> None:
        if response.is_success:
            return
        response.read()
        try:
            said = error_message(response.json())
        except ValueError:
            said = response.text[:300].strip()
        message = f"the endpoint answered {response.status_code}: {said or response.reason_phrase}"
        if self._asks_usage and "stream_options" in said:
            self._asks_usage = False
            raise _TryAgainError(message)
        if response.status_code in _RETRIED:
            raise _TryAgainError(message)
        hint = "set CODEGRAPH_LLM_API_KEY" if response.status_code in {401, 403} else "check llm.base_url and llm.model"
        whole = f"{url}: {message}"
        raise EndpointError(whole, hint=hint)

    def _facts(self) -> Served:
        if self._served is None:
            self._served = ask_server(self.urls, self._headers(), timeout_s=self.connect_s, model=self.model)
        return self._served


def _pieces(response: httpx.Response, deadline: float, first_by: float) -> Iterator[Piece]:
    reader, answered, finish = StreamReader(), False, Finish.NONE
    prompt_tokens = answer_tokens = seen = 0
    for delta in _deltas(response, reader):
        if delta.error:
            if not answered:
                raise _TryAgainError(delta.error)
            finish = Finish.CUT
            break
        prompt_tokens, answer_tokens = delta.prompt_tokens or prompt_tokens, delta.answer_tokens or answer_tokens
        finish = delta.finish or finish
        if delta.text:
            answered, seen = True, seen + 1
            yield Piece(delta.text, tokens=1)
        now = time.monotonic()
        if not answered and now > first_by:
            message = "no token came in time"
            raise _TryAgainError(message)
        if reader.done or now > deadline:
            finish = finish or (Finish.STOP if reader.done else Finish.DEADLINE)
            break
    if answered or finish:
        ended = finish or (Finish.STOP if reader.done else Finish.CUT)
        yield Piece(tokens=max(answer_tokens - seen, 0), prompt_tokens=prompt_tokens, finish=ended)


def _deltas(response: httpx.Response, reader: StreamReader) -> Iterator[Delta]:
    for data in response.iter_bytes():
        yield from reader.feed(data)
        # a keep-alive gives no delta, and deadlines are looked at after each
        yield Delta()
        if reader.done:
            return
    yield from reader.finish()
