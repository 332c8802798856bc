"""What of the targets stands in a prompt."""

from __future__ import annotations

from codegraph.evaluation.metrics import Place
from codegraph.evaluation.packing import ContextRecall, context_recall
from codegraph.model import Detail
from tests.support.packs import packed, part

WHOLE = part(1, "fn a() {\n}", path="src/a.rs")
NAMED = part(2, "fn b()", path="src/b.rs")._replace(detail=Detail.SIGNATURE)
SHORT = part(3, "fn c() {\n…\n}", path="src/c.rs")._replace(detail=Detail.ELIDED)


def test_a_signature_names_a_target_and_code_shows_it() -> None:
    prompt = packed(WHOLE, NAMED, SHORT)
    targets = [Place("src/a.rs"), Place("src/b.rs"), Place("src/c.rs"), Place("src/d.rs")]
    assert context_recall(prompt, targets) == ContextRecall(named=0.75, shown=0.5)


def test_lines_of_a_target_have_to_be_in_the_prompt() -> None:
    prompt = packed(WHOLE)
    assert context_recall(prompt, [Place("src/a.rs", 11, 20)]).shown == 1.0
    assert context_recall(prompt, [Place("src/a.rs", 12, 20)]).named == 0.0
