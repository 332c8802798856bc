"""Small packed prompts for tests of answers."""

from __future__ import annotations

from codegraph.model import Detail, PackedPrompt, Part

SEARCHER = """pub struct Searcher { binary: BinaryDetection }
impl Searcher {
    /// Stop at the first NUL byte, which marks the file as binary.
    pub fn quit_on_binary(&mut self, buffer: &[u8]) -> bool { memchr(0, buffer).is_some() }
}"""
WALKER = """pub fn build_parallel(&self) -> WalkParallel {
    // one thread per core walks the directories and respects every gitignore file
    WalkParallel { threads: self.threads, ignore: self.ignore.clone() }
}"""


def part(n: int, text: str, *, path: str = "", symbol: str = "") -> Part:
    return Part(
        n=n,
        path=path or f"src/file{n}.rs",
        start_line=n * 10,
        end_line=n * 10 + text.count("\n"),
        symbol=symbol,
        detail=Detail.FULL,
        tokens=len(text) // 3,
        text=text,
        stale=False,
    )


def packed(
    *parts: Part, task: str = "How is a binary file found?", system: str = "Answer from the sources."
) -> PackedPrompt:
    sources = "\n".join(f"[{one.n}] {one.path}:{one.start_line}-{one.end_line}\n{one.text}" for one in parts)
    user = f"{sources}\n\nTask: {task}"
    return PackedPrompt(
        task=task,
        budget=1000,
        tokens=len(user) // 3,
        model="test",
        parts=parts,
        system=system,
        user=user,
        prompt=f"{system}\n\n{user}",
        dropped=(),
        counter="estimate",
        exact=False,
    )


def two_parts() -> PackedPrompt:
    return packed(
        part(1, SEARCHER, path="crates/searcher/src/lib.rs", symbol="Searcher"),
        part(2, WALKER, path="crates/ignore/src/walk.rs", symbol="WalkBuilder::build_parallel"),
    )
