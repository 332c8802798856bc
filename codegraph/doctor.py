"""Is this installation healthy: each check says what it found and, where something is off, what to do."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codegraph.embed.choice import default_embedder
from codegraph.errors import CodegraphError
from codegraph.model import Problem
from codegraph.models.folder import models_folder
from codegraph.models.registry import list_models
from codegraph.parse.languages import SUPPORTED
from codegraph.parse.parsing import parse_file
from codegraph.resolve.rust_analyzer.finding import STAGE, find_analyzer, find_library
from codegraph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from codegraph.config import RustSettings

_CORE = ("mnestic", "pycozo", "tantivy", "tree-sitter", "tree-sitter-rust", "tiktoken", "blake3", "numpy")
_EXTRAS = {
    "llama-cpp-python": "answers in this process: pip install 'codegraph-local[llm]'",
    "sentence-transformers": "another embedder: pip install 'codegraph-local[st]'",
    "onnxruntime": "another embedder: pip install 'codegraph-local[onnx]'",
}
_CALL = b"function probe() { helper(); }\n"
_SAMPLES = {
    "rust": b"/// Doc.\npub fn probe() { helper(); }\nfn helper() {}\n",
    "python": b"def probe():\n    helper()\n",
    "go": b"package probe\n\nfunc probe() { helper() }\n",
    "javascript": _CALL,
    "typescript": _CALL,
    "tsx": _CALL,
    "java": b"class A { void probe() { helper(); } }\n",
    "c": b"void probe(void) { helper(); }\n",
    "cpp": b"void A::probe() { helper(); }\n",
    "c-sharp": b"void probe() { helper(); }\n",
    "php": b"<?php\nfunction probe() { helper(); }\n",
    "lua": b"function probe()\n  helper()\nend\n",
    "bash": b"probe() {\n  helper\n}\n",
    "ruby": b"def probe\n  helper(1)\nend\n",
    "kotlin": b"fun probe() { helper() }\n",
    "swift": b"func probe() { helper() }\n",
    "scala": b"def probe() = { helper() }\n",
    "elixir": b"def probe do\n  helper()\nend\n",
    "zig": b"fn probe() void { helper(); }\n",
    "haskell": b"probe = helper 1\n",
}
_LEAST_FREE = 200 << 20


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `state` is ok, warning, error, or absent for something optional that is not there."""

    name: str
    state: str
    detail: str
    hint: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the check as a JSON object."""
        return asdict(self)


def examine(data: Path | None, environ: Mapping[str, str], rust: RustSettings) -> list[Check]:
    """Run all checks; `data` is the folder of a repository's index, None where there is none."""
    checks = [_python(), *map(_package, _CORE), *(_extra(name, hint) for name, hint in _EXTRAS.items())]
    checks += [_guard(f"grammar {name}", partial(_grammar, name)) for name in sorted(SUPPORTED)]
    checks.append(_guard("embedding", _embedding))
    checks.append(_guard("language models", lambda: _models(environ)))
    checks += [_rust_analyzer(rust, environ), _trust(rust)]
    checks.append(_guard("index", lambda: _index(data)))
    checks.append(_other_commands(environ))
    if data is not None:
        checks.append(_disk(data))
    return checks


def _guard(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except CodegraphError as error:
        return Check(name, "error", str(error), error.hint)


def _python() -> Check:
    return Check("python", "ok", f"{sys.version.split()[0]} on {sys.platform}")


def _package(name: str) -> Check:
    try:
        return Check(name, "ok", version(name))
    except PackageNotFoundError:
        return Check(name, "error", "not installed", "reinstall codegraph-local")


def _extra(name: str, hint: str) -> Check:
    for candidate in (name, f"{name}-gpu"):
        try:
            return Check(name, "ok", version(candidate))
        except PackageNotFoundError:
            continue
    return Check(name, "absent", "not installed (optional)", hint)


def _grammar(name: str) -> Check:
    facts = parse_file("probe", name, _SAMPLES.get(name, b""))
    for problem in facts.problems:
        if problem.code == "no-grammar":
            return Check(f"grammar {name}", "error", problem.message, "reinstall codegraph-local")
    if name not in _SAMPLES:
        return Check(f"grammar {name}", "ok", "loads")
    good = any(symbol.name == "probe" for symbol in facts.symbols) and bool(facts.references)
    return Check(f"grammar {name}", "ok" if good else "error", "parses" if good else "loads but does not parse")


def _embedding() -> Check:
    embedder = default_embedder()
    size = len(embedder.encode_query("read a file line by line"))
    good = size == embedder.set.dimensions
    detail = f"{embedder.set.id}, {size} dimensions"
    return Check("embedding", "ok" if good else "error", detail, "" if good else "reinstall codegraph-local")


def _models(environ: Mapping[str, str]) -> Check:
    models = list_models(models_folder(environ))
    if not models:
        hint = "`codegraph ask` needs one: codegraph models list"
        return Check("language models", "absent", "none is here (optional)", hint)
    return Check("language models", "ok", ", ".join(model.name for model in models))


def _rust_analyzer(rust: RustSettings, environ: Mapping[str, str]) -> Check:
    with tempfile.TemporaryDirectory(prefix="codegraph-") as folder:
        scratch = Path(folder)
        found = find_analyzer(rust, environ, scratch)
        if isinstance(found, Problem):
            state = "absent" if found.code == "analyzer-missing" else "warning"
            return Check(STAGE, state, found.message, "only `codegraph index --tier full` needs it")
        library = find_library(found, rust, environ, scratch)
    detail = f"{found.version}, {found.program}"
    if library is None:
        return Check(STAGE, "warning", f"{detail}, without Rust's library", "rustup component add rust-src")
    return Check(STAGE, "ok", f"{detail}, library in {library}")


def _trust(rust: RustSettings) -> Check:
    said = "may run for rust-analyzer" if rust.trust_build_scripts else "are not run"
    return Check("build scripts", "ok", f"those of this repository, and its procedural macros, {said}")


def _index(data: Path | None) -> Check:
    if data is None:
        return Check("index", "absent", "none here", "codegraph index")
    with Store.open(data) as store:
        pending = [stage for stage, finished in store.stages().items() if not finished and stage != "hnsw"]
        detail = f"revision {store.revision}"
        if store.meta("facts_version") is None:
            return Check("index", "warning", "the first index was interrupted", "codegraph index")
        if pending:
            return Check("index", "warning", f"{detail}, unfinished: {', '.join(pending)}", "codegraph index")
        failed = [problem.message for problem in store.problems() if problem.stage == STAGE]
        if failed:
            return Check("index", "warning", f"{detail}; {'; '.join(failed)}", "codegraph index --tier full")
        return Check("index", "ok", detail)


def _other_commands(environ: Mapping[str, str]) -> Check:
    own = os.path.realpath(sys.argv[0])
    others = []
    for folder in environ.get("PATH", "").split(os.pathsep):
        found = shutil.which("codegraph", path=folder) if folder else None
        if found and os.path.realpath(found) != own and os.path.realpath(found) not in others:
            others.append(os.path.realpath(found))
    if not others or not Path(own).name.startswith("codegraph"):
        return Check("command", "ok", own)
    hint = "another tool of this name is on the PATH; the first one there wins"
    return Check("command", "warning", f"{own}; also {', '.join(others)}", hint)


def _disk(data: Path) -> Check:
    free = shutil.disk_usage(data).free
    state = "ok" if free > _LEAST_FREE else "warning"
    return Check("disk", state, f"{free / 1e9:.1f} GB free", "" if state == "ok" else "free some space before indexing")
