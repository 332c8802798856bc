"""Signatures as questions: how they are read, in any language, and which functions are like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegraph.retrieve.signatures import (
    Signature,
    asked_signature,
    is_signature,
    likeness,
    names_of,
    read_signature,
)

EQUAL: dict[str, float] = {}


@pytest.mark.parametrize(
    ("text", "takes", "gives"),
    [
        ("fn find(&mut self, at: usize) -> Result<Option<Range>, S::E>", ("usize",), "Result<Option<Range>, S::E>"),
        ("pub fn terminator( &mut self, it: Option<u8>, ) -> &mut Builder", ("Option<u8>",), "&mut Builder"),
        ("fn f<F: Fn(u8) -> bool>(f: F) where F: Send", ("F",), ""),
        ("fn pick<'a>(self: Arc<Self>, text: &'a str) -> Cow<'a, str>", ("&str",), "Cow<str>"),
        ("func (c *Context) GetUint32(key any) uint32", ("key any",), "uint32"),
        ("func load(path string) (Config, error)", ("path string",), "(Config, error)"),
        ("static <T> void put(Map<String, T> all, T one) throws IOException", ("Map<String, T> all", "T one"), ""),
        ("private JsonElement peek()", (), "JsonElement"),
        ("Point(int x, int y)", ("int x", "int y"), ""),
        ("async def read(self, n: int = -1, *, strict: bool = True) -> bytes", ("int", "*", "bool"), "bytes"),
        ("const trim = (path: string, by?: Array<A | B>): string", ("string", "Array<A | B>"), "string"),
        ("static int set_nice(const char *name, int priority)", ("char *name", "int priority"), "int"),
        ("auto put(appender out, const specs& how) const -> bool", ("appender out", "specs& how"), "bool"),
        ("protected function send(array $records): void", ("array $records",), ""),
        ("MAX_LENGTH", (), ""),
    ],
)  # fmt: skip
def test_a_signature_is_read_in_any_language(text: str, takes: tuple[str, ...], gives: str) -> None:
    assert read_signature(text) == Signature(takes, gives)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("fn(&Path) -> Result<Config>", Signature(("&Path",), "Result<Config>")),
        ("(path: string) => Promise<Config>", Signature(("string",), "Promise<Config>")),
        ("func(string) error", Signature(("string",), "error")),
        ("def load(path: Path)", Signature(("Path",), None)),
        ("pub(crate) fn new() -> Self", Signature((), "Self")),
        ("fn(.., usize) -> _", Signature(("usize",), "_", rest=True)),
        ("-> io::Result<Stats>", Signature((), "io::Result<Stats>", rest=True)),
    ],
)
def test_a_signature_may_be_asked_for(text: str, asked: Signature) -> None:
    assert is_signature(text)
    assert asked_signature(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "how does fn open(path) work?",
        "a -> b",
        "what is (this) -> that",
        "close()",
        "read(path)",
        "std::fs::read",
        "where is a config turned into a result",
        "function components",
        "",
    ],
)
def test_other_questions_are_no_signatures(text: str) -> None:
    assert not is_signature(text)


def like(asked: str, found: str) -> float:
    return likeness(asked_signature(asked), read_signature(found), EQUAL)


def test_the_same_types_are_most_alike_whatever_the_names() -> None:
    asked = "fn(&Path, usize) -> Result<Config>"
    same = like(asked, "pub(crate) fn load(&self, limit: usize, from: &Path) -> Result<Config>")
    longer = like(asked, "fn load(from: &Path, limit: usize) -> Result<Config, Error>")
    other_result = like(asked, "fn load(from: &Path, limit: usize) -> Result<Index>")
    more = like(asked, "fn load(from: &Path, limit: usize, how: How) -> Result<Config>")
    nothing = like(asked, "fn close(&mut self)")
    assert same == 1.0
    assert same > longer > other_result > nothing == 0.0
    assert same > more > nothing


def test_what_is_not_said_does_not_count() -> None:
    assert like("-> Stats", "fn stats(&self, of: &Path) -> Stats") == 1.0
    assert like("fn(.., Sink) -> _", "fn run(a: A, b: B, sink: Sink) -> Stats") == 1.0
    assert like("fn(_, Sink)", "fn run(a: A, sink: Sink) -> Stats") == 1.0
    assert like("fn() -> Stats", "fn run(a: A) -> Stats") < 1.0


def test_a_name_within_another_counts_half() -> None:
    exact, part, none = (like("-> Match", f"fn f() -> {name}") for name in ("Match", "LineMatch", "Line"))
    assert exact > part > none


def test_rare_names_count_more() -> None:
    asked = asked_signature("-> Result<Config>")
    weights = {"result": 0.1, "config": 3.0}
    rare, common = (
        likeness(asked, read_signature(f"fn f() -> {gives}"), weights) for gives in ("Option<Config>", "Result<u8>")
    )
    assert rare > common


@given(st.text(alphabet="abT(),:<>[]{}&*'=;->._ \n", max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = read_signature(text)
    assert names_of(found) == list(dict.fromkeys(names_of(found)))
    assert is_signature(text) in {True, False}
    assert 0.0 <= likeness(asked_signature(text), found, EQUAL) <= 1.0


@given(st.lists(st.sampled_from(["&Path", "u8", "Vec<A>", "[T]", "Option<B>"]), max_size=4))
def test_a_signature_is_like_itself(takes: list[str]) -> None:
    text = f"fn({', '.join(takes)}) -> R"
    assert like(text, text) == pytest.approx(1.0)
