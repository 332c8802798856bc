"""Documents, configuration, schemas and notebooks through the commands: found, shown readably, and behind code."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.command import Command

FIXTURES = Path(__file__).parents[1] / "fixtures" / "sections"
CODE = "/// Says hello.\npub struct Install;\n\nimpl Install {\n    pub fn total(&self) -> u32 {\n        1\n    }\n}\n"


@pytest.fixture
def documents(cli: Command, repository: Path) -> Path:
    shutil.copytree(FIXTURES, repository, dirs_exist_ok=True)
    (repository / "install.rs").write_text(CODE)
    assert cli("index", ".", "--json").code == 0
    return repository


@pytest.mark.usefixtures("documents")
def test_status_tells_sections_from_parsed_and_text_files(cli: Command) -> None:
    coverage = cli("status", "--json").document["coverage"]
    assert coverage["files"]["sections"] == {
        "json": 1, "jupyter": 1, "markdown": 1, "protobuf": 1, "rst": 1, "sql": 1, "toml": 1, "yaml": 2,
    }  # fmt: skip
    assert coverage["files"]["text_only"] == {"text": 1}
    assert coverage["problems"] == {}
    assert coverage["symbols_by_kind"]["protobuf"]["method"] == 2
    assert coverage["levels"]["resolved"] == 1


@pytest.mark.usefixtures("documents")
def test_a_cell_of_a_notebook_is_shown_as_it_reads_at_the_lines_where_it_stands(cli: Command) -> None:
    hits = cli("search", "reads the table of load path", "--json").document["hits"]
    hit = next(one for one in hits if one["path"] == "analysis.ipynb" and one["symbol"] == "load")
    assert hit["snippet"].splitlines()[2:] == [
        '/// Reads "it".',
        "fn load(path: &str) -> String {",
        '    format!("{}\\t", path)',
        "}",
    ]
    lines = (FIXTURES / "analysis.ipynb").read_text().splitlines()[hit["start_line"] - 1 : hit["end_line"]]
    assert len(lines) == len(hit["snippet"].splitlines())
    assert "fn load" in lines[3]
    packed = cli("context", "how does load read the path of the table", "--json").document
    (part,) = [one for one in packed["parts"] if one["path"] == "analysis.ipynb" and one["start_line"] == 28]
    assert '/// Reads "it".' in part["text"]


@pytest.mark.usefixtures("documents")
def test_what_only_outputs_of_a_notebook_say_is_not_found(cli: Command) -> None:
    found = cli("search", "no such words", "--json").document["hits"]
    assert not any("no such words" in hit["snippet"] for hit in found)


@pytest.mark.usefixtures("documents")
def test_a_name_means_code_before_headings_and_keys(cli: Command) -> None:
    for name in ("Install", "install"):
        document = cli("symbol", name, "--json").document
        assert {one["of"]["path"] for one in document.get("symbols", [document])} == {"install.rs"}
    assert cli("search", "Install", "--json").document["hits"][0]["path"] == "install.rs"
    assert cli("symbol", "Second", "--json").document["of"]["qualified_name"] == "guide.rst::The title::First::Second"


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("who buys in the shop, table of users", "schema.sql"),
        ("SayHello", "greeter.proto"),
        ("which job needs build in the workflow", "workflow.yaml"),
        ("select ALL of ruff lint", "project.toml"),
        ("vitest script", "package.json"),
    ],
)
def test_questions_lead_to_sections(cli: Command, question: str, path: str) -> None:
    assert path in [hit["path"] for hit in cli("search", question, "--json").document["hits"][:3]]
