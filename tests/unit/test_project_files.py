from __future__ import annotations

import os
import re

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_ci_ends_with_the_command_that_the_readme_gives() -> None:
    last = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1]
    assert last.endswith(".venv/bin/nox -s tests")
    assert f"    {last}\n" in README


def test_scripts_can_be_run() -> None:
    for name in (".ci/run", "scripts/provision", "scripts/get-rust-analyzer"):
        assert os.access(ROOT / name, os.X_OK)


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]
    for document in documents:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document}: {target}"


def test_what_is_private_to_a_module_is_used_there() -> None:
    unused = []
    for path in sorted((ROOT / "codegraph").rglob("*.py")):
        text = path.read_text("utf-8")
        private = re.findall(r"^(?:def |class |async def )?(_(?!_)\w+)(?=[ (:\[=])", text, re.MULTILINE)
        unused += [f"{path.relative_to(ROOT)}: {name}" for name in private if len(re.findall(rf"\b{name}\b", text)) < 2]
    assert unused == []


def test_no_pattern_repeats_a_group_possessively() -> None:
    """`(?:..)*+` finds less than it should before Python 3.11.5 (gh-106052); `(?>(?:..)*)` means the same."""
    wrong = []
    for path in sorted((ROOT / "codegraph").rglob("*.py")):
        found = re.findall(r"^.*\)(?:[*+?]|\{[\d,]+\})\+.*$", path.read_text("utf-8"), re.MULTILINE)
        wrong += [f"{path.relative_to(ROOT)}: {line.strip()}" for line in found if "(?" in line or '"' in line]
    assert wrong == []
