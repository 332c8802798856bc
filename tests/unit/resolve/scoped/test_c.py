"""Headers, declarations and definitions of C, each in a few lines."""

from __future__ import annotations

import pytest

from tests.support.modules import Modules

_HEADER = "int f(int x);\n"


def _edges(*kinds: str, **files: str) -> list[str]:
    """Resolve files whose names stand as `lib__one_h` for `lib/one.h`."""
    return sorted(_modules(files).resolved(*kinds).edges)


def _open(**files: str) -> list[str]:
    return sorted(_modules(files).resolved().open)


def _modules(files: dict[str, str]) -> Modules:
    return Modules({_path(name): text for name, text in files.items()})


def _path(name: str) -> str:
    stem, _, ending = name.replace("__", "/").rpartition("_")
    return f"{stem}.{ending}"


# files, and who calls what on which line
CALLS = {
    "a function of the same file, static or not": (
        {"a_c": "static int g(void) { return 0; }\nint f(void) { return g() + h(); }\nint h(void) { return f(); }\n"},
        ["a.c:2 calls f -> g", "a.c:2 calls f -> h", "a.c:3 calls h -> f"],
    ),
    "the definition of what a header declares": (
        {
            "one_h": _HEADER,
            "one_c": '#include "one.h"\nint f(int x) { return x; }\n',
            "two_h": '#include "one.h"\n',
            "two_c": '#include "two.h"\nint g(void) { return f(1); }\n',
        },
        ["two.c:2 calls g -> f"],
    ),
    "nothing that no header declares": (
        {"one_c": "int f(void) { return 1; }\n", "two_c": "int g(void) { return f(); }\n"},
        [],
    ),
    "what the file declares itself": (
        {"one_c": "int f(void) { return 1; }\n", "two_c": "int f(void);\nint g(void) { return f(); }\n"},
        ["two.c:2 calls g -> f"],
    ),
    "what is static in another file is not meant": (
        {
            "one_h": _HEADER,
            "one_c": "static int f(int x) { return x; }\n",
            "two_c": "int f(int x) { return 2; }\n",
            "x_c": '#include "one.h"\nint g(void) { return f(1); }\n',
        },
        ["x.c:2 calls g -> f"],
    ),
    "a declaration where there is no definition": (
        {"one_h": _HEADER, "x_c": '#include "one.h"\nint g(void) { return f(1); }\n'},
        ["x.c:2 calls g -> f"],
    ),
    "a macro and an inline function of a header": (
        {
            "one_h": "#define F(x) ((x) + 1)\nstatic inline int f(void) { return 1; }\n",
            "x_c": '#include "one.h"\nint g(void) { return f() + F(2); }\n',
        },
        ["x.c:2 calls g -> F", "x.c:2 calls g -> f"],
    ),
    "what only one of several definitions was told of": (
        {
            "lib__one_h": _HEADER,
            "lib__one_c": '#include "one.h"\nint f(int x) { return x; }\n',
            "tool_c": "int f(int x) { return 2; }\nint main(void) { return f(2); }\n",
            "lib__x_c": '#include "one.h"\nint g(void) { return f(1); }\n',
        },
        ["lib/x.c:2 calls g -> f", "tool.c:2 calls main -> f"],
    ),
    "a header of which the includer is told": (
        {
            "own_h": "int g(void) { return f(1); }\n",
            "one_h": _HEADER,
            "x_c": '#include "one.h"\n#include "own.h"\nint f(int x) { return 1; }\n',
        },
        ["own.h:1 calls g -> f"],
    ),
    "a local in its block hides a function": (
        {"x_c": "int f(void);\nint g(void) {\n  { int (*f)(void) = 0; f(); }\n  return f();\n}\n"},
        ["x.c:4 calls g -> f"],
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_calls(name: str) -> None:
    files, expected = CALLS[name]
    assert _edges("calls", **files) == expected


def test_twins_for_two_platforms_are_both_meant() -> None:
    files = {
        "one_h": _HEADER,
        "unix__one_c": '#include "../one.h"\nint f(int x) { return 1; }\n',
        "win__one_c": '#include "../one.h"\nint f(int x) { return 2; }\n',
        "x_c": '#include "one.h"\nint g(void) { return f(1); }\n',
    }
    assert "x.c:2 ambiguous f: several-definitions" in _open(**files)
    assert _edges("calls", "references", **files) == []


def test_a_declaration_refers_to_its_definition() -> None:
    files = {"one_h": _HEADER, "one_c": "int f(int x) { return 1; }\n"}
    modules = _modules(files)
    [edge] = modules.file("one.h").edges
    assert (edge.kind, modules.paths[str(edge.dst)]) == ("references", "one.c")


def test_a_call_leads_to_the_definition() -> None:
    files = {"one_h": _HEADER, "one_c": "int f(int x) { return 1; }\n", "x_c": '#include "one.h"\nint g() { f(1); }\n'}
    modules = _modules(files)
    found = [it for it in modules.file("x.c").edges if it.kind == "calls"]
    assert [(modules.paths[str(it.dst)], it.evidence.method, it.evidence.confidence) for it in found] == [
        ("one.c", "import", "exact")
    ]


def test_types() -> None:
    files = {
        "one_h": "typedef struct s s;\nstruct s { struct t *next; };\ntypedef struct { int y; } u;\nenum e { A };\n",
        "x_c": '#include "one.h"\nu *f(struct s *a, s b, enum e c, FILE *d, struct t *g);\n',
    }
    assert _edges("uses-type", **files) == [
        "one.h:1 uses-type s -> s",
        "x.c:2 uses-type f -> e",
        "x.c:2 uses-type f -> s",
        "x.c:2 uses-type f -> s",
        "x.c:2 uses-type f -> u",
    ]
    assert "x.c:2 external FILE: std" in _open(**files)
    assert "x.c:2 unresolved t: name-not-found" in _open(**files)


def test_what_is_not_known_stays_open() -> None:
    text = "#include <stdio.h>\nvoid f(struct s *p, int (*q)(void)) { printf(p); p->z(1); q(); other(); p[0].x.y(); }\n"
    assert _open(x_c=text) == [
        "x.c:1 external stdio.h: std",
        "x.c:2 external printf: std",
        "x.c:2 unresolved other: external-glob",
        "x.c:2 unresolved q: local-value",
        "x.c:2 unresolved s: external-glob",
        "x.c:2 unresolved y: function-pointer",
        "x.c:2 unresolved z: function-pointer",
    ]


def test_headers_in_a_circle() -> None:
    files = {
        "a_h": '#include "b.h"\nint f(int x);\n',
        "b_h": '#include "a.h"\nstatic inline int g(void) { return f(1); }\n',
        "a_c": '#include "a.h"\nint f(int x) { return g(); }\n',
    }
    assert _edges("calls", **files) == ["a.c:2 calls f -> g", "b.h:2 calls g -> f"]


def test_a_header_declares_what_rust_defines() -> None:
    files = {
        "src/lib.rs": '#[no_mangle]\npub extern "C" fn kit_open(x: i32) -> i32 { x }\n',
        "kit.h": "int kit_open(int x);\nint other(int x);\n",
        "main.c": '#include "kit.h"\nint main(void) { return kit_open(1) + other(2); }\n',
    }
    modules = Modules(files)
    assert modules.resolved("calls", "references").edges == [
        "kit.h:1 references kit_open -> src/lib.rs::kit_open",
        "main.c:2 calls main -> src/lib.rs::kit_open",
        "main.c:2 calls main -> other",
    ]
    evidence = [edge.evidence for edge in modules.file("main.c").edges if edge.kind == "calls"]
    assert [(it.method, it.confidence) for it in evidence] == [("foreign", "inferred"), ("import", "exact")]
