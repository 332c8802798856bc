"""The sandbox in which chat templates run: no way out, no changes, and no arithmetic that fills the memory.

Imported only where a template is rendered, since jinja2 comes with the `llm` extra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from jinja2.runtime import Context

_LARGEST = 1_000_000


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - jinja2's
        sizes = [value if isinstance(value, (int, float)) else len(value) for value in (left, right)]
        if operator == "**" or abs(sizes[0] * sizes[1]) > _LARGEST:
            message = f"{operator} with operands this large is not allowed"
            raise TemplateError(message)
        return super().call_binop(context, operator, left, right)


def template_environment() -> ImmutableSandboxedEnvironment:
    """Give an environment set up as chat templates expect it; times are left empty so that prompts stay the same."""
    environment = _Environment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"])
    environment.globals.update(raise_exception=_refuse, strftime_now=lambda _format: "")
    return environment


def _refuse(message: str) -> NoReturn:
    raise TemplateError(message)
