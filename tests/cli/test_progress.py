"""The line that says what takes so long."""

from __future__ import annotations

import io
import sys
import time

import pytest

from csplan.cli import progress
from csplan.cli.progress import working


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "takes", "quiet", "said"),
    [
        (Terminal, 0.2, False, "planning\r        \r"),
        (Terminal, 0.0, False, ""),
        (Terminal, 0.2, True, ""),
        (io.StringIO, 0.2, False, ""),
    ],
)
def test_only_what_takes_long_on_a_terminal_says_so(
    stream: type[io.StringIO], takes: float, *, quiet: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SECONDS", 0.05 if takes else 60.0)
    errors = stream()
    monkeypatch.setattr(sys, "stderr", errors)
    with working("planning", quiet=quiet):
        time.sleep(takes)
    assert errors.getvalue() == said


def test_it_goes_away_before_an_error_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS", 0.01)
    errors = Terminal()
    monkeypatch.setattr(sys, "stderr", errors)
    with pytest.raises(ValueError, match="late"):
        late()
    assert errors.getvalue().endswith("\r")


def late() -> None:
    with working("planning"):
        time.sleep(0.1)
        message = "late"
        raise ValueError(message)
