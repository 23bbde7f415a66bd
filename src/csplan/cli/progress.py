"""A line that says what takes so long, on a terminal only, and goes away with it."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from csplan.cli.streams import behind
from csplan.render.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 1.0
"""What takes less says nothing."""


@contextmanager
def working(text: str, *, quiet: bool = False) -> Iterator[None]:
    """Show a line on standard error, if that is a terminal, once the work takes long; take it away at the end."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    out, line, shown = behind(sys.stderr), one_line(text), threading.Event()

    def show() -> None:
        shown.set()
        out.write(line)
        out.flush()

    timer = threading.Timer(SECONDS, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown.is_set():
            out.write(f"\r{' ' * len(line)}\r")
            out.flush()
