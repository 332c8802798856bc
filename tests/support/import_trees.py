"""Small repositories as texts by path, to ask import systems about, and edits of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from codegraph.resolve.imports import ANYWHERE, Found, imports_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from codegraph.resolve.imports import Imports


def system(language: str, files: Mapping[str, str | bytes]) -> Imports:
    """Make the import system of a repository."""

    def read(path: str) -> bytes | None:
        text = files.get(path)
        return text.encode() if isinstance(text, str) else text

    return imports_of(language, list(files), read)


def found(language: str, files: Mapping[str, str | bytes], importer: str, text: str) -> Found:
    """Find one import."""
    return system(language, files).find(importer, text)


def meant(language: str, files: Mapping[str, str | bytes], importer: str, text: str) -> str:
    """Write what an import means: its files, `|` and the rest where there is one; `-> package`; `nothing`."""
    it = found(language, files, importer, text)
    if it.external:
        return f"-> {it.external}"
    if not it.files:
        return "nothing"
    return " ".join(it.files) + (f" | {it.rest}" if it.rest else "")


class Edited(NamedTuple):
    """A repository before and after an edit."""

    before: dict[str, str]
    after: dict[str, str]


def edits(names: Sequence[str], configurations: Mapping[str, Sequence[str]]) -> st.SearchStrategy[Edited]:
    """Draw repositories of some of `names` and of configurations with some of their texts, and edits of them."""
    options = {name: [None, ""] for name in names} | {name: [None, *texts] for name, texts in configurations.items()}
    one = st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in options.items()})
    changes = st.lists(
        st.sampled_from(sorted(options)).flatmap(lambda it: st.tuples(st.just(it), st.sampled_from(options[it]))),
        min_size=1,
        max_size=3,
    )

    def edited(drawn: tuple[dict[str, str | None], list[tuple[str, str | None]]]) -> Edited:
        base, more = drawn
        after = base | dict(more)
        return Edited(
            {name: text for name, text in base.items() if text is not None},
            {name: text for name, text in after.items() if text is not None},
        )

    return st.tuples(one, changes).map(edited)


def check_asked(language: str, edited: Edited, imports: Sequence[tuple[str, str]]) -> None:
    """Check that what an import means changes only where something changed that was asked."""
    before, after = edited
    changed = touched(before, after, [name for name in before if name in after and before[name] != after[name]])
    was, now = system(language, before), system(language, after)
    for importer, text in imports:
        old, new = was.find(importer, text), now.find(importer, text)
        if not old.asked & changed:
            assert old[:3] == new[:3], (importer, text, old, new, changed)


def touched(before: Collection[str], after: Collection[str], edited: Iterable[str] = ()) -> frozenset[str]:
    """Tell what of `Found.asked` is not as it was, after files came and went, and configuration files were edited."""
    old, new = frozenset(before), frozenset(after)
    found: set[str] = set()
    for path in (old ^ new) | frozenset(edited):
        found |= {path, ANYWHERE + path.rpartition("/")[2]}
    old_entries, new_entries = _entries(old), _entries(new)
    for entry in old_entries ^ new_entries:
        folder = entry.rstrip("/").rpartition("/")[0]
        found |= {f"{folder}/", f"{ANYWHERE}{folder.rpartition('/')[2]}/"}
    return frozenset(found)


def _entries(paths: Iterable[str]) -> set[str]:
    """Give all files, and with a `/` behind them the folders that are around them."""
    found: set[str] = set()
    for path in paths:
        found.add(path)
        folder = path.rpartition("/")[0]
        while folder and f"{folder}/" not in found:
            found.add(f"{folder}/")
            folder = folder.rpartition("/")[0]
    return found
