"""What a file offers to other languages, read from its attributes and declarations: rows of its unit."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from codegraph.model import SymbolKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codegraph.model import Facts, SymbolFact

MODULE, FUNCTION, CLASS, METHOD = "module", "function", "class", "method"
"""What Python sees of a crate: a module, a function, a class, and a method of the class whose type is `owner`."""

SYMBOL, DECLARATION = "symbol", "declaration"
"""A symbol as C names it that is defined, and one that is declared to be defined elsewhere."""

FILE, SERVICE, RPC, MESSAGE = "file", "service", "rpc", "message"
"""What Protobuf declares; `owner` of a message is the file's name, of others the service before it."""

# an attribute by its last name and argument, also as one of `cfg_attr`
_ATTRIBUTE = re.compile(
    r"(?:^|[(,]\s*)(?:unsafe\s*\(\s*)?(?:\w+\s*::\s*)*"
    r"(pyfunction|pyfn|pyclass|pymethods|pymodule|pyo3|new|getter|setter|staticmethod|classmethod|no_mangle|export_name|"
    r"link_name)\b(?:\s*=\s*\"([^\"]*)\"|\s*\(((?:[^()]|\([^()]*\))*)\))?"
)
_NAME = re.compile(r"\bname\s*=\s*\"(\w+)\"")
_NESTED = re.compile(r"\([^()]*\)")
_OF_PYFN = re.compile(r",\s*\"(\w+)\"")
_RESULT = re.compile(r"->\s*([^{]+?)\s*(?:where\b.*)?$", re.DOTALL)
# what is around a type that Python does not see
_AROUND = re.compile(
    r"^(?:&\s*(?:'\w+\s*)?(?:mut\s+)?|(?:\w+\s*::\s*)*(?:PyResult|Result|Option|Py|Bound|PyRef|PyRefMut)<)"
)
_TYPE = re.compile(r"(?:'\w+\s*,\s*)?(?:\w+\s*::\s*)*(\w+)")
_PLAIN = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})


_FORMS = {"pymodule": MODULE, "pyfunction": FUNCTION, "pyfn": FUNCTION, "pyclass": CLASS}


class Export(NamedTuple):
    """A symbol of a file, by its index, as another language sees it.

    `owner` is the type that a method belongs to, in its own language, and for a class that type itself; `result` the
    type that a function gives, `marks` what Python calls decorators.
    """

    symbol: int
    form: str
    name: str
    owner: str = ""
    result: str = ""
    marks: Sequence[str] = ()


def exports_of(path: str, facts: Facts) -> list[Export]:
    """Read what a file offers."""
    if facts.language == "rust":
        return [*_of_rust(facts)]
    return [*_of_protobuf(facts, path)] if facts.language == "protobuf" else []


def _of_rust(facts: Facts) -> Iterator[Export]:
    symbols = facts.symbols
    for index, fact in enumerate(symbols):
        attributes = _attributes(fact)
        yield from _of_c(index, fact, attributes, symbols)
        if fact.kind is SymbolKind.METHOD and "pymethods" in _attributes(symbols[fact.parent]):
            yield from _method(index, fact, attributes, symbols[fact.parent].self_type)
        for word, form in _FORMS.items() if attributes else ():
            if word in attributes:
                owner = _plain(fact.name) if form == CLASS else ""
                yield Export(index, form, _python_name(fact, attributes, word), owner, _result(fact, ""))


def _of_c(
    index: int, fact: SymbolFact, attributes: dict[str, tuple[str, str]], symbols: Sequence[SymbolFact]
) -> Iterator[Export]:
    if fact.kind not in _PLAIN or fact.parent < 0:
        return
    if fact.body < 0:
        # in a trait it is no declaration of what stands elsewhere
        if fact.kind is SymbolKind.FUNCTION and symbols[fact.parent].kind is not SymbolKind.TRAIT:
            yield Export(index, DECLARATION, attributes.get("link_name", ("", ""))[0] or _plain(fact.name))
    elif "export_name" in attributes:
        yield Export(index, SYMBOL, attributes["export_name"][0])
    elif "no_mangle" in attributes:
        yield Export(index, SYMBOL, _plain(fact.name))


def _attributes(fact: SymbolFact) -> dict[str, tuple[str, str]]:
    """Give the attributes that matter: the value behind `=` and the argument of each."""
    found: dict[str, tuple[str, str]] = {}
    for text in fact.attributes:
        if text.startswith("cfg_attr") or text[:1].isalpha():
            for one in _ATTRIBUTE.finditer(text):
                if one[1] not in found and (one.start() == 0 or text.startswith(("cfg_attr", "unsafe"))):
                    found[one[1]] = one[2] or "", one[3] or ""
    return found


def _python_name(fact: SymbolFact, attributes: dict[str, tuple[str, str]], word: str) -> str:
    of_pyfn = _OF_PYFN.search(attributes[word][1]) if word == "pyfn" else None
    if of_pyfn is not None:
        return of_pyfn[1]
    for one in (word, "pyo3"):
        found = _NAME.search(_NESTED.sub("", attributes.get(one, ("", ""))[1]))
        if found is not None:
            return found[1]
    return _plain(fact.name)


def _method(index: int, fact: SymbolFact, attributes: dict[str, tuple[str, str]], owner: str) -> Iterator[Export]:
    """Give a method of a class; what is only written to is none."""
    found = _TYPE.match(owner)
    owner = found[1] if found is not None else ""
    if "setter" in attributes or not owner:
        return
    marks: list[str] = [it for it in ("staticmethod", "classmethod") if it in attributes]
    name = _python_name(fact, attributes, "pyo3") if "pyo3" in attributes else _plain(fact.name)
    if "new" in attributes:
        name, marks = "__new__", []
    if "getter" in attributes:
        said = _NAME.search(attributes["getter"][1]) or re.fullmatch(r"\s*(\w+)\s*", attributes["getter"][1])
        name, marks = said[1] if said is not None else name.removeprefix("get_"), ["property"]
    yield Export(index, METHOD, name, owner, _result(fact, owner), marks)


def _result(fact: SymbolFact, owner: str) -> str:
    """Give the last name of the type that a function gives, as far as Python sees it."""
    found = _RESULT.search(fact.signature)
    if found is None:
        return ""
    text = found[1]
    while (around := _AROUND.match(text)) is not None:
        text = text[around.end() :]
    named = _TYPE.match(text)
    if named is None:
        return ""
    return owner if named[1] == "Self" else named[1]


def _plain(name: str) -> str:
    return name.removeprefix("r#")


def _of_protobuf(facts: Facts, path: str) -> Iterator[Export]:
    stem = posixpath.basename(path).rpartition(".")[0].replace("-", "_")
    yield Export(0, FILE, stem)
    for declaration in facts.declarations:
        form, index = declaration.data[0], declaration.symbol
        fact = facts.symbols[index]
        if form == RPC:
            yield Export(index, RPC, fact.name, f"{facts.symbols[fact.parent].name} {stem}")
        elif form == SERVICE:
            yield Export(index, form, fact.name, f"{fact.name} {stem}")
        elif form == MESSAGE and fact.parent == 0:
            yield Export(index, form, fact.name, stem)
