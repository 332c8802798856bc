from __future__ import annotations

from tests.eval.python_sites import bases, scan

SOURCE = b"""
import os.path as p
from a import b as c

LIMIT = c()

@c
class Top(c, Generic[T], metaclass=Meta):
    size = c(1)

    @p.wraps(c)
    def outer(self, x, y: int, *rest):
        plain(); c(); x(); y.go(); self.go(); self.a.go(); super().go()
        z = Top()
        z.go(f"{y.told()}").again()
        def nested(): inner(LIMIT.go())
        (yield)()
        [w.go() for w in rest]
        p.join.deep(); x.a.go(); "".join(); x[0].go()
"""


def sites() -> list[tuple[int, str, str, str]]:
    return [(it.line, it.name, it.shape, it.caller.name if it.caller else "") for it in scan("a.py", SOURCE)[1]]


def test_every_form_of_a_call_is_found_with_its_shape_and_innermost_function() -> None:
    assert sites() == [
        (5, "c", "name: imported", ""),
        (7, "c", "decorator: name: imported", ""),
        (9, "c", "name: imported", ""),
        (11, "wraps", "decorator: attribute: imported", ""),
        (13, "plain", "name: unbound", "outer"),
        (13, "c", "name: imported", "outer"),
        (13, "x", "name: parameter", "outer"),
        (13, "go", "attribute: annotated parameter", "outer"),
        (13, "go", "self", "outer"),
        (13, "go", "field of self", "outer"),
        (13, "super", "name: unbound", "outer"),
        (13, "go", "super", "outer"),
        (14, "Top", "name: defined", "outer"),
        (15, "go", "attribute: local", "outer"),
        (15, "told", "attribute: annotated parameter", "outer"),
        (15, "again", "chain", "outer"),
        (16, "inner", "name: unbound", "nested"),
        (16, "go", "attribute: module variable", "nested"),
        (18, "go", "attribute: local", "outer"),
        (19, "deep", "attribute: imported", "outer"),
        (19, "go", "field", "outer"),
        (19, "join", "literal", "outer"),
        (19, "go", "other", "outer"),
    ]


def test_definitions_tell_what_they_are_and_whose() -> None:
    found = [(it.name, it.line, it.column, it.kind, it.owner) for it in scan("a.py", SOURCE)[0]]
    assert found == [("Top", 8, 6, "class", 0), ("outer", 12, 8, "method", 8), ("nested", 16, 12, "nested function", 0)]


def test_base_classes_are_names_with_the_class_whose_bases_they_are() -> None:
    assert [(child, site.name) for child, site in bases("a.py", SOURCE)] == [
        (("a.py", 8, 6), "c"),
        (("a.py", 8, 6), "Generic"),
    ]


def test_columns_count_bytes_and_broken_code_is_read_as_far_as_it_goes() -> None:
    found = scan("a.py", "def f(:\n    'é'; g()\n".encode())[1]
    assert [(it.line, it.column, it.name) for it in found] == [(2, 10, "g")]
