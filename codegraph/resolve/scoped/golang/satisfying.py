"""Which interfaces of the repository a type of Go satisfies: those of which it has every method, with the same types.

Types in signatures are compared by what they mean. Where one of them is not known, or an interface embeds one that is
not known, nothing is said. Interfaces without methods and those that bound type parameters are left out.

To be asked again in time, a type asks for each of its methods which interfaces have it: an interface is found by the
first of its own methods in alphabetical order, or, where it has none of its own, by being one that only embeds others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.model import SymbolKind
from codegraph.resolve.scoped.files import Sym
from codegraph.resolve.scoped.golang.packages import folder_of
from codegraph.resolve.scoped.golang.types import FUNCTION, INTERFACE, MAP, read_go_type
from codegraph.resolve.scoped.modules import name_key
from codegraph.resolve.scoped.values import Class, External, Instance, Unnamed
from codegraph.resolve.units import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegraph.resolve.scoped.files import File
    from codegraph.resolve.scoped.golang.inference import GoInference
    from codegraph.resolve.scoped.types import Written

_CODE = CODES[SymbolKind.INTERFACE]
_GO = "go"
_BOUND = "~"
# two words for one type
_SAME = {"byte": "uint8", "rune": "int32", "any": INTERFACE}
# interfaces of other packages that are embedded often, with their methods
_READ, _WRITE = {"Read": "([]<uint8>)(int,builtin error)"}, {"Write": "([]<uint8>)(int,builtin error)"}
_CLOSE = {"Close": "()(builtin error)"}
_KNOWN = {
    ("builtin", "error"): {"Error": "()(string)"},
    ("std", "fmt.Stringer"): {"String": "()(string)"},
    ("std", "io.Reader"): _READ,
    ("std", "io.Writer"): _WRITE,
    ("std", "io.Closer"): _CLOSE,
    ("std", "io.ReadCloser"): _READ | _CLOSE,
    ("std", "io.WriteCloser"): _WRITE | _CLOSE,
    ("std", "io.ReadWriter"): _READ | _WRITE,
    ("std", "io.ReadWriteCloser"): _READ | _WRITE | _CLOSE,
    ("std", "io.RuneReader"): {"ReadRune": "()(int32,int,builtin error)"},
    ("std", "io.ByteReader"): {"ReadByte": "()(uint8,builtin error)"},
    ("std", "io.StringWriter"): {"WriteString": "(string)(int,builtin error)"},
    ("std", "sort.Interface"): {"Len": "()(int)", "Less": "(int,int)(bool)", "Swap": "(int,int)()"},
    ("std", "flag.Value"): {"String": "()(string)", "Set": "(string)(builtin error)"},
    ("std", "sync.Locker"): {"Lock": "()()", "Unlock": "()()"},
}
# interfaces that one embeds, and those that are told of one type
_MOST_TYPES, _MOST_FOUND = 20, 100


def interface_key(method: str) -> int:
    """Give the key of which interfaces are found by a method; empty for those that only embed others."""
    return name_key("\0interfaces", method)


def interfaces_of(file: File) -> Iterator[tuple[str, Sym]]:
    """Give the interfaces of a file that others may satisfy, with the method that each is found by."""
    if file.outline.language != _GO or _CODE not in file.outline.codes:
        return
    for sym in file.symbols:
        if sym.kind is SymbolKind.INTERFACE and sym.parent is file.root:
            embedded = sym.data[1] if sym.data[:1] == ["class"] else [_BOUND]
            methods = sorted(name for name, found in file.members.get(sym.index, {}).items() if found[0].is_function)
            if _BOUND not in embedded and (methods or embedded):
                yield (methods[0] if methods else ""), sym


class Satisfying:
    """Finds the interfaces that types satisfy."""

    def __init__(self, inference: GoInference) -> None:
        self._inference = inference
        self._members = inference.members
        self._asking = inference.asking
        self._by_method: dict[str, list[Sym]] | None = None

    def of(self, sym: Sym) -> tuple[Sym, ...]:
        """Give the interfaces that a type satisfies, in order of their files."""
        nothing: tuple[Sym, ...] = ()
        if not sym.is_type or sym.kind is SymbolKind.INTERFACE or sym.parent is not sym.file.root:
            return ()
        return self._asking.ask(("satisfies", sym.file.path, sym.index), lambda: self._of(sym), nothing)

    def implemented(self, method: Sym) -> tuple[Sym, ...]:
        """Give the methods of interfaces that a method of a type stands for."""
        owner = method.file.self_types.get(str(method.index))
        types = self._inference.modules.named(method.file.path, owner, inside=True) if owner else ()
        found: dict[Sym, None] = {}
        for one in types if len(types) == 1 else ():
            for interface in self.of(one) if isinstance(one, Sym) else ():
                meant = self._members.method_set(interface) or {}
                found.update(dict.fromkeys(meant.get(method.name, ())))
        return tuple(found)

    def _of(self, sym: Sym) -> tuple[Sym, ...]:
        methods = self._members.method_set(sym)
        if not methods:
            return ()
        found = []
        by_method = self._interfaces()
        for name in ("", *sorted(methods)):
            self._asking.note(interface_key(name))
            found += [it for it in by_method.get(name, ()) if self._has_all(sym, methods, it)]
        return tuple(sorted(found, key=lambda it: (it.file.path, it.index))[:_MOST_FOUND])

    def _interfaces(self) -> dict[str, list[Sym]]:
        if self._by_method is None:
            self._by_method = {}
            for file in self._inference.packages.all_files:
                for method, sym in interfaces_of(file):
                    self._by_method.setdefault(method, []).append(sym)
        return self._by_method

    def _has_all(self, sym: Sym, methods: dict[str, tuple[Sym, ...]], interface: Sym) -> bool:
        wanted = self.wanted(interface)
        if not wanted or not wanted.keys() <= methods.keys():
            return False
        if folder_of(interface.file.path) != folder_of(sym.file.path) and not all(it[:1].isupper() for it in wanted):
            return False
        return all(self._signature(methods[name]) == signature for name, signature in wanted.items())

    def wanted(self, interface: Sym) -> dict[str, str]:
        """Give the methods of an interface with their signatures; none where one of them is not known."""
        nothing: dict[str, str] = {}
        question = ("wanted", interface.file.path, interface.index)
        return self._asking.ask(question, lambda: self._wanted(interface), nothing)

    def _wanted(self, interface: Sym) -> dict[str, str]:
        found: dict[str, str] = {}
        pending, seen = [interface], {interface}
        while pending:
            one = pending.pop()
            self._inference.scopes.touch(one)
            for name, symbols in one.file.members.get(one.index, {}).items():
                if symbols[0].is_function:
                    found[name] = self._signature(tuple(symbols))
            for it in self._members.embedded(one):
                if isinstance(it.type, Sym):
                    if it.type not in seen and len(seen) < _MOST_TYPES:
                        seen.add(it.type)
                        pending.append(it.type)
                    if it.type.kind is not SymbolKind.INTERFACE:
                        return {}
                elif isinstance(it.type, External):
                    known = _KNOWN.get((it.type.package, it.type.path.removesuffix("()")))
                    if known is None:
                        return {}
                    found |= known
                else:
                    return {}
        return {} if "" in found.values() else found

    def _signature(self, methods: tuple[Sym, ...]) -> str:
        """Write the types of a method; empty where one of them is not known."""
        found = {self._one_signature(method) for method in methods}
        return found.pop() if len(found) == 1 else ""

    def _one_signature(self, method: Sym) -> str:
        question = ("signature", method.file.path, method.index)
        return self._asking.ask(question, lambda: self._signed(method), "")

    def _signed(self, method: Sym) -> str:
        self._inference.scopes.touch(method)
        own = 1 if str(method.index) in method.file.self_types else 0
        parameters = []
        for name, declared in method.parameters[own:]:
            many = name.startswith("...") or declared.startswith("...")
            text = self._meant(method, read_go_type(declared.removeprefix("...")))
            parameters.append(f"...{text}" if many else text)
        result = read_go_type(method.result) if method.result else None
        results = []
        if result is not None:
            results = [self._meant(method, it) for it in (result.parts if result.path == "()" else (result,))]
        if "" in parameters or "" in results or "..." in parameters:
            return ""
        return f"({','.join(parameters)})({','.join(results)})"

    def _meant(self, scope: Sym, written: Written) -> str:
        """Write a type by what its names mean; empty where one is not known."""
        path, parts, _ = written
        if not path or path in {"struct", INTERFACE}:
            return path if path and not parts else ""
        inside = [self._meant(scope, it) for it in parts]
        if path == "()":
            return f"({','.join(inside)})" if "" not in inside else ""
        if "" in inside:
            return ""
        if path[0].isalpha() and path not in {FUNCTION, MAP, "chan"}:
            path = self._name(scope, path)
        return f"{path}{''.join(f'<{it}>' for it in inside)}" if path else ""

    def _name(self, scope: Sym, path: str) -> str:
        values = self._inference.means(scope, path)
        if len(values) != 1:
            return ""
        one = values[0]
        if isinstance(one, (Class, Instance)):
            return one.sym.id
        if isinstance(one, External):
            name = one.path.removesuffix("()")
            if one.package == "builtin" and name != "error":
                return _SAME.get(name, name)
            return f"{one.package} {name}"
        return one.form if isinstance(one, Unnamed) and not one.parts else ""
