"""Sections of settings behave as frozen values."""

from __future__ import annotations

import pickle
from copy import deepcopy

import pytest

from codegraph.config.sections import Guard, Limits, Section, setting


class Kitchen(Section):
    """A section with a setting of each sort, and a field that is none."""

    pans: int = setting(3, "Pans in it", Limits(low=0, high=9))
    herbs: tuple[str, ...] = setting((), "Herbs on the sill")
    safe: str = setting("", "Opens the larder", Limits(guard=Guard.ENVIRONMENT_ONLY))
    place: str = "hearth"


class Cellar(Section):
    """Another with the fields of the first."""

    pans: int = setting(3, "Pans in it")


def test_a_field_has_its_default_until_it_is_given() -> None:
    assert (Kitchen().pans, Kitchen().herbs, Kitchen().place) == (3, (), "hearth")
    assert (Kitchen(pans=4).pans, Kitchen(pans=4).place) == (4, "hearth")
    assert (Kitchen.pans, Cellar().pans) == (3, 3)


def test_what_is_described_is_a_setting() -> None:
    assert list(Kitchen.settings) == ["pans", "herbs", "safe"]
    assert Kitchen.settings["pans"] == (3, "Pans in it", Limits(low=0, high=9))
    assert list(Cellar.settings) == ["pans"]


def test_a_change_is_another_section_and_keeps_the_rest() -> None:
    section = Kitchen(pans=4)
    assert section.changed(place="oven") == Kitchen(pans=4, place="oven")
    assert section == Kitchen(pans=4)


def test_sections_are_frozen() -> None:
    section = Kitchen(pans=4)
    with pytest.raises(AttributeError, match="frozen"):
        section.pans = 5  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del section.pans
    assert section.pans == 4


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="Kitchen has no lids, spoons"):
        Kitchen(spoons=1, lids=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Kitchen has no lids"):
        Kitchen().changed(lids=2)


def test_sections_are_alike_by_type_and_values() -> None:
    assert Kitchen(pans=3) == Kitchen()
    assert hash(Kitchen(pans=3)) == hash(Kitchen())
    assert Kitchen(pans=4) != Kitchen()
    assert Kitchen() != Cellar()
    assert pickle.loads(pickle.dumps(Kitchen(pans=4))) == deepcopy(Kitchen(pans=4)) == Kitchen(pans=4)  # noqa: S301


def test_a_secret_is_not_shown() -> None:
    assert repr(Kitchen(safe="sesame")) == "Kitchen(pans=3, herbs=(), place='hearth')"
