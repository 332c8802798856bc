"""What an endpoint tells of itself: the model, the context size, and whether it is llama.cpp's server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codegraph.models.loopback import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import httpx

# keys under which servers tell a model's context: vLLM, LM Studio, OpenRouter, llama.cpp
_CONTEXT_KEYS = ("max_model_len", "loaded_context_length", "context_length", "max_context_length", "n_ctx")


@dataclass(frozen=True, slots=True)
class Served:
    """What a server serves; empty and 0 where it does not tell."""

    model: str = ""
    context: int = 0
    llama_cpp: bool = False


def ask_server(urls: Sequence[str], headers: Mapping[str, str], *, timeout_s: float, model: str = "") -> Served:
    """Ask the first endpoint that is there for its model and context; never fails, and may learn nothing.

    llama.cpp's server tells at `/props`, beside `/v1`; others, if at all, in the list of `/v1/models`.
    """
    import httpx  # noqa: PLC0415 - only an answer opens connections

    try:
        for url in urls:
            base = url.rstrip("/")
            with httpx.Client(timeout=timeout_s, headers=dict(headers), trust_env=not is_loopback(url)) as client:
                listed = _get(client, f"{base}/models")
                if listed is not None:
                    properties = _get(client, f"{base.removesuffix('/v1')}/props") or {}
                    return _served(listed, properties, model)
    except (httpx.HTTPError, httpx.InvalidURL):
        return Served()
    return Served()


def _get(client: httpx.Client, url: str) -> dict[str, Any] | None:
    """Get a JSON object; None if nothing answers, and an empty one for any other answer."""
    import httpx  # noqa: PLC0415

    try:
        response = client.get(url)
        body = response.json() if response.is_success else {}
    except httpx.TransportError:
        return None
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _served(listed: Mapping[str, Any], properties: Mapping[str, Any], model: str) -> Served:
    models = listed.get("data")
    entries = [entry for entry in models if isinstance(entry, dict)] if isinstance(models, list) else []
    entry = next((one for one in entries if one.get("id") == model), entries[0] if entries else {})
    settings = properties.get("default_generation_settings")
    loaded = settings.get("n_ctx") if isinstance(settings, dict) else None
    told = [loaded, *(entry.get(key) for key in _CONTEXT_KEYS)]
    context = next((size for size in told if isinstance(size, int) and size > 0), 0)
    return Served(str(entry.get("id", "")), context, llama_cpp=isinstance(settings, dict))
