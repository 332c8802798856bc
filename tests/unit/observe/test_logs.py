"""Messages appear at the level that was asked for, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegraph.observe.logs import configure, debug

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def own_level() -> Iterator[None]:
    yield
    configure("warning")


def test_debug_messages_appear_on_stderr_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    configure("debug")
    debug("stage %s took %.1f s", "parse", 1.25)
    captured = capsys.readouterr()
    assert captured.err == "DEBUG stage parse took 1.2 s\n"
    assert captured.out == ""


def test_debug_messages_stay_away_at_the_default_level(capsys: pytest.CaptureFixture[str]) -> None:
    configure("warning")
    debug("stage %s took %.1f s", "parse", 1.25)
    assert capsys.readouterr().err == ""


def test_configuring_again_does_not_say_things_twice(capsys: pytest.CaptureFixture[str]) -> None:
    configure("debug")
    configure("debug")
    debug("once")
    assert capsys.readouterr().err == "DEBUG once\n"
