"""Inside one function: definitions and uses by lexical scope, the sketch of the control flow, and no crash ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from codegraph.graph.flow import Flow, read_flow
from codegraph.parse.codec import read_bodies
from codegraph.parse.parsing import parse_file

if TYPE_CHECKING:
    from codegraph.graph.flow import Local, Mark
    from codegraph.model import SymbolFact


def flow_of(source: str) -> Flow:
    data = source.encode()
    facts = parse_file("a.rs", "rust", data)
    bodies = read_bodies(facts)
    heads = {one.symbol: one.data for one in facts.declarations}
    (index,) = bodies
    return flow_in(data, facts.symbols[index], heads.get(index), bodies[index])


def flow_in(data: bytes, one: SymbolFact, head: list[Any] | None, body: list[Any]) -> Flow:
    start, end, first, _ = one.span
    return read_flow(data[start:end], head, body, line=one.name_line - first + 1, above=first - 1)


def lines(local: Local) -> list[int]:
    return [use.line for use in local.uses]


def outline(marks: tuple[Mark, ...] | list[Mark]) -> list[object]:
    return [(one.kind, one.line, outline(one.inside)) if one.inside else (one.kind, one.line) for one in marks]


def test_a_shadowed_name_keeps_its_own_uses() -> None:
    flow = flow_of("""fn f(x: u32) -> u32 {
    let x = x + 1;
    {
        let x = x * 2;
        g(x);
    }
    x
}""")
    assert [(one.name, one.line, one.kind, one.shadows) for one in flow.locals] == [
        ("x", 1, "parameter", 0),
        ("x", 2, "let", 1),
        ("x", 4, "let", 2),
    ]
    assert list(map(lines, flow.locals)) == [[2], [4, 7], [5]]
    assert flow.complete


def test_bindings_of_a_branch_end_with_it() -> None:
    flow = flow_of("""fn f(o: Option<u32>, v: u32) -> u32 {
    if let Some(v) = o {
        return v;
    }
    match o {
        Some(n) if n > v => n,
        None => v,
        Some(_) => 0,
    }
}""")
    found = [(one.name, one.kind, lines(one)) for one in flow.locals]
    assert found == [
        ("o", "parameter", [2, 5]),
        ("v", "parameter", [6, 7]),
        ("v", "if let", [3]),
        ("n", "match", [6, 6]),
    ]


def test_captures_and_writes_are_told() -> None:
    flow = flow_of("""fn f(a: u32) {
    let mut b = 1;
    b = a;
    let add = |c: u32| a + b + c;
    add(b);
}""")
    by_name = {one.name: one for one in flow.locals}
    assert [(use.line, use.captured) for use in by_name["a"].uses] == [(3, False), (4, True)]
    assert [(use.line, use.kind, use.captured) for use in by_name["b"].uses] == [
        (3, "write", False),
        (4, "read", True),
        (5, "read", False),
    ]
    assert [use.captured for use in by_name["c"].uses] == [False]


def test_the_control_flow_is_sketched() -> None:
    flow = flow_of("""async fn f(o: Option<u32>) -> Result<u32, E> {
    let Some(x) = o else {
        return Err(E);
    };
    for i in 0..x {
        if i == 3 {
            continue;
        } else {
            step(i).await?;
        }
    }
    loop {
        break;
    }
    panic!("no {x}");
}""")
    assert outline(flow.marks) == [
        ("let else", 2, [("return", 3)]),
        ("for", 5, [("if", 6, [("continue", 7)]), ("else", 8, [("await", 9), ("?", 9)])]),
        ("loop", 12, [("break", 13)]),
        ("panic", 15),
    ]
    x = next(one for one in flow.locals if one.name == "x")
    assert [(use.line, use.certain) for use in x.uses] == [(5, True), (15, False)]


def test_what_a_macro_hides_is_doubtful() -> None:
    flow = flow_of("""fn f(a: u32) {
    strange! { a => b ~ c };
}""")
    assert not flow.complete
    assert [(use.line, use.certain) for use in flow.locals[0].uses] == [(2, False)]
    assert [(one.kind, one.doubtful) for one in flow.marks] == [("macro", True)]


@given(
    st.lists(
        st.sampled_from(
            ["fn f() {", "}", "{", "(", ")", "if x ", "match x {", "A => ", "|y| ", "let x = ", "x?", ".await", ";",
             "return ", "break", "loop {", "for i in ", "m!(", "x", "else ", "async {", "let Some(z) = x else {", "é"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_code_makes_it_fail(parts: list[str]) -> None:
    data = ("fn f(x: u32) {" + " ".join(parts) + "}").encode()
    facts = parse_file("a.rs", "rust", data)
    last = data.count(b"\n") + 1
    for index, body in read_bodies(facts).items():
        flow = flow_in(data, facts.symbols[index], None, body)
        assert all(1 <= use.line <= last for one in flow.locals for use in one.uses)
