"""Says where a function stands as a value, as a chain: what its parameters are depends on that.

`x@arg0` is what a call of `x` takes as its first argument, `x@par0` what a function of the type `x` is given as its
first parameter; so in `app.get("/", (c) => ..)` the parameter `c` is `app.get@arg1@par0`. `""@as(T)` is something of
type T.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegraph.parse.chains import PLAIN, text_of
from codegraph.parse.languages.javascript.types import written_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from codegraph.parse.chains import Chains

FUNCTIONS = frozenset({"arrow_function", "function_expression", "generator_function"})
_CALLABLE = FUNCTIONS | {"function_declaration", "generator_function_declaration", "method_definition"}
_MOST_LEVELS = 24
_LONGEST = 600
# what may stand around a value without being another one
_SAME = frozenset({"parenthesized_expression", "ternary_expression", "binary_expression"})
_CASTS = frozenset({"as_expression", "satisfies_expression", "type_assertion"})


class Contexts:
    """Writes the contexts of the functions of one file."""

    def __init__(self, chains: Chains) -> None:
        self._chains = chains

    def of(self, node: Node) -> str:
        """Write what is known of a function by the place where it stands; empty for nothing."""
        steps: list[str] = []
        one: Node | None = node
        for _ in range(_MOST_LEVELS):
            around = one.parent if one is not None else None
            if one is None or around is None:
                return ""
            if around.type in _SAME and not (around.type == "ternary_expression" and around.named_children[0] == one):
                one = around
                continue
            head = _declared(one, around)
            if head is None and around.type == "object":
                # a method of an object
                member = _member(one.child_by_field_name("name"), one)
                if one.type != "method_definition" or member is None:
                    return ""
                steps.append(member[1])
                one = around
                continue
            if head is None:
                handler = _HANDLERS.get(around.type)
                found = handler(self._chains, one, around) if handler is not None else None
                if found is None:
                    return ""
                head, step, one = found
                steps += [step] if step else []
            if head:
                said = head + "".join(reversed(steps))
                return said if len(said) <= _LONGEST else ""
        return ""


_Step = tuple[str, str, "Node | None"]


def _declared(node: Node, around: Node) -> str | None:
    """Write the type that stands beside a value: of a variable, a field or a parameter, or behind `as`."""
    if around.type in _CASTS:
        at = 0 if around.type == "type_assertion" else 1
        found = around.named_child(at) if around.named_child_count > 1 else None
    elif around.type in {"variable_declarator", "public_field_definition", "required_parameter", "optional_parameter"}:
        found = around.child_by_field_name("type")
    else:
        return None
    text = written_type(found) if node != found else ""
    if around.type == "type_assertion":
        text = text[1:-1]
    return f'""@as({text})' if text else None


def _argument(chains: Chains, node: Node, around: Node) -> _Step | None:
    call = around.parent
    if call is None or call.type not in {"call_expression", "new_expression"}:
        return None
    callee = chains.chain(call.child_by_field_name("function") or call.child_by_field_name("constructor"))
    if not callee:
        return None
    given = call.child_by_field_name("type_arguments")
    types = f"@of({written_type(given)[1:-1]})" if given is not None and written_type(given) else ""
    place = [it for it in around.named_children if it.type != "comment"].index(node)
    made = ".constructor" if call.type == "new_expression" else ""
    return f"{callee}{types}{made}", f"@arg{place}", None


def _pair(_chains: Chains, _node: Node, around: Node) -> _Step | None:
    key = around.child_by_field_name("key" if around.type == "pair" else "name")
    return _member(key, around)


def _member(key: Node | None, around: Node) -> _Step | None:
    text = text_of(key).strip("'\"") if key is not None and key.end_byte - key.start_byte < _LONGEST else ""
    objects = around.parent
    if not PLAIN.fullmatch(text) or "." in text or objects is None or objects.type != "object":
        return None
    return "", f".{text}", objects


def _assigned(chains: Chains, node: Node, around: Node) -> _Step | None:
    left = around.child_by_field_name("left")
    said = chains.chain(left) if left is not None and left != node else ""
    return (said, "", None) if said and "prototype" not in said and "exports" not in said else None


def _returned(_chains: Chains, _node: Node, around: Node) -> _Step | None:
    one: Node | None = around
    for _ in range(_MOST_LEVELS):
        if one is None or one.type in _CALLABLE:
            break
        one = one.parent
    return _of_result(one) if one is not None and one.type in _CALLABLE else None


def _body(_chains: Chains, node: Node, around: Node) -> _Step | None:
    return _of_result(around) if around.child_by_field_name("body") == node else None


def _of_result(function: Node) -> _Step | None:
    """Say that a value is what a function gives."""
    declared = function.child_by_field_name("return_type")
    mark = "@await" if any(it.type == "async" for it in function.children) else ""
    if declared is not None:
        text = written_type(declared)
        return (f'""@as({text})', mark, None) if text else None
    return ("", f"(){mark}", function) if function.type in FUNCTIONS else None


def _attribute(chains: Chains, _node: Node, around: Node) -> _Step | None:
    """Say that a value is given to a component that is shown."""
    attribute = around.parent
    shown = attribute.parent if attribute is not None else None
    name = attribute.named_child(0) if attribute is not None and attribute.type == "jsx_attribute" else None
    component = shown.child_by_field_name("name") if shown is not None else None
    text = text_of(component) if component is not None else ""
    if name is None or component is None or not PLAIN.fullmatch(text) or not PLAIN.fullmatch(text_of(name)):
        return None
    if text[:1].islower() and "." not in text:
        return None
    return chains.chain(component), f"@arg0.{text_of(name)}", None


def _element(_chains: Chains, _node: Node, around: Node) -> _Step | None:
    return "", "[]", around


_HANDLERS: dict[str, Callable[[Chains, Node, Node], _Step | None]] = {
    "arguments": _argument,
    "pair": _pair,
    "assignment_expression": _assigned,
    "return_statement": _returned,
    "arrow_function": _body,
    "jsx_expression": _attribute,
    "array": _element,
}
