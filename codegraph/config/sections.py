"""What a section of settings is: a frozen value, and for each of its settings a description and what it accepts.

Sections are no dataclasses: those write and compile half a dozen methods for each class, which for all sections took a
twelfth of the time in which Python loads what `index` needs.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn, Self

Value = bool | int | float | str | tuple[str, ...]
_T = TypeVar("_T", bool, int, float, str, tuple[str, ...])


class Guard(StrEnum):
    """Who may set an option."""

    ANYONE = "anyone"
    # it runs, trusts or sends something: not a file inside a repository
    USER_ONLY = "user-only"
    # it lets a repository's own code run: only the user's file, under the path of just that repository
    PER_REPOSITORY = "per-repository"
    # it is a password: never read from a file or written to one
    ENVIRONMENT_ONLY = "environment-only"


class Limits(NamedTuple):
    """What an option accepts: a closed range for numbers, a set of words for texts; None and empty limit nothing."""

    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    guard: Guard = Guard.ANYONE
    # "url" and "path" are texts with a form
    form: str = ""


class Setting(NamedTuple):
    """One setting of a section."""

    default: Value
    description: str
    limits: Limits


_FREE = Limits()


def setting(default: _T, description: str, limits: Limits = _FREE) -> _T:
    """Make a field of a section a setting. It is typed as its default, which it is once the class is made."""
    made: _T = Setting(default, description, limits)  # type: ignore[assignment]
    return made


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Section:
    """Base of the sections: fields with defaults, given by keyword, compared and shown like those of a dataclass.

    `settings` has those that are settings, by name. What may only come from the environment is not shown.
    """

    settings: ClassVar[Mapping[str, Setting]]
    _names: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        cls._names = tuple(cls.__annotations__)
        cls.settings = {name: one for name, one in vars(cls).items() if isinstance(one, Setting)}
        for name, one in cls.settings.items():
            setattr(cls, name, one.default)

    def __init__(self, **given: Value) -> None:
        unknown = given.keys() - set(self._names)
        if unknown:
            message = f"{type(self).__name__} has no {', '.join(sorted(unknown))}"
            raise TypeError(message)
        self.__dict__.update(given)

    def changed(self, **given: Value) -> Self:
        """Give the section with other values in some fields; raises TypeError for a field that it does not have."""
        return type(self)(**self.__dict__ | given)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"{type(self).__name__}.{name} cannot be set: settings are frozen"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> NoReturn:
        message = f"{type(self).__name__}.{name} cannot be deleted: settings are frozen"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        secret = {name for name, one in self.settings.items() if one.limits.guard is Guard.ENVIRONMENT_ONLY}
        shown = (f"{name}={getattr(self, name)!r}" for name in self._names if name not in secret)
        return f"{type(self).__name__}({', '.join(shown)})"

    def _values(self) -> tuple[Value, ...]:
        return tuple(getattr(self, name) for name in self._names)
