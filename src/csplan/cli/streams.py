"""Standard output and standard error: the one place that all text passes on its way to a terminal, a pipe or a log.

Renderers make user text harmless where they know it; what reaches a stream in spite of that is made harmless here.
Streams that are closed, full or read by nobody end in exit codes that say so, never in a traceback.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

from csplan.lang.say import say
from csplan.render.text import one_line, printable, without_commands

if TYPE_CHECKING:
    from collections.abc import Iterable

COULD_NOT, PIPE_CLOSED = 2, 141
"""Exit codes: the result is lost; nobody reads it any more, as shells report SIGPIPE."""


class Stream:
    """A stream that lets nothing through that a terminal or a CI system would act on."""

    def __init__(self, raw: TextIO) -> None:
        """Stand before a stream."""
        self.raw = raw

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        """Be the stream in everything else."""
        return getattr(self.raw, name)

    def write(self, text: str) -> int:
        """Write text, harmless."""
        return self.as_it_is(without_commands(printable(text)))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines, harmless."""
        for line in lines:
            self.write(line)

    def as_it_is(self, text: str | bytes) -> int:
        """Write what a renderer made for a terminal, for GitHub, or as bytes, and answers for."""
        return self.raw.buffer.write(text) if isinstance(text, bytes) else self.raw.write(text)


class Output(Stream):
    """Standard output: where the result can't be written the command ends."""

    def as_it_is(self, text: str | bytes) -> int:
        """Write; raises SystemExit where that can't be done."""
        try:
            return super().as_it_is(text)
        except OSError as error:
            _end(error)

    def flush(self) -> None:
        """Write what waits; raises SystemExit where that can't be done."""
        try:
            self.raw.flush()
        except OSError as error:
            _end(error)


class Errors(Stream):
    """Standard error: what can't be said there is not said, and changes no exit code."""

    def as_it_is(self, text: str | bytes) -> int:
        """Write, if that can be done."""
        try:
            return super().as_it_is(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        """Write what waits, if that can be done."""
        try:
            self.raw.flush()
        except OSError:
            return


class Closed:
    """A standard output that was closed before the command began."""

    encoding, errors = "utf-8", "replace"

    def write(self, text: str | bytes) -> int:
        """Raise OSError, unless there is nothing to write."""
        if text:
            raise OSError(None, say("there is no standard output"))
        return 0

    def flush(self) -> None:
        """Do nothing: nothing waits."""

    def isatty(self) -> bool:
        """Return that this is no terminal."""
        return False

    @property
    def buffer(self) -> Closed:
        """Return what takes bytes as little as this takes text."""
        return self


def open_streams() -> None:
    """Put the streams in place; those that are closed by ones that say so, so that no file gets their number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if not isinstance(sys.stdout, Stream):
        out = cast("TextIO", Closed()) if sys.stdout is None else _utf8(sys.stdout)
        sys.stdout = cast("TextIO", Output(out))
    if not isinstance(sys.stderr, Stream):
        raw = open(os.devnull, "w", encoding="utf-8") if sys.stderr is None else _utf8(sys.stderr)  # noqa: PTH123, SIM115
        sys.stderr = cast("TextIO", Errors(raw))


def _utf8(stream: TextIO) -> TextIO:
    # UTF-8 whatever the locale says, so that names in Chinese are neither lost nor a reason to crash.
    stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[attr-defined]
    return stream


def as_it_is(text: str | bytes) -> None:
    """Print a result for which its renderer answers: bytes, or commands for GitHub."""
    if isinstance(sys.stdout, Stream):
        sys.stdout.as_it_is(text)
    elif isinstance(text, bytes):
        sys.stdout.buffer.write(text)
    else:
        sys.stdout.write(text)


def behind(stream: TextIO) -> TextIO:
    """Return the stream itself, for rich to write its colours to; its texts are printable already."""
    return stream.raw if isinstance(stream, Stream) else stream


def leave(code: int) -> NoReturn:
    """End the process with an exit code, once all is written; without the interpreter's slow goodbye."""
    try:
        sys.stdout.flush()
    except SystemExit as lost:
        code = code or cast("int", lost.code)
    sys.stderr.flush()
    if os.environ.get("CSPLAN_SLOW_EXIT"):
        sys.stdout, sys.stderr = behind(sys.stdout), behind(sys.stderr)
        sys.exit(code)
    # Tearing down the interpreter costs as much as a fifth of the whole run; there is nothing left to save.
    os._exit(code)


def _end(error: OSError) -> NoReturn:
    if isinstance(error, BrokenPipeError):
        # The reader had enough, such as `head`.
        raise SystemExit(PIPE_CLOSED) from None
    sys.stderr.write(say("csplan: the result can't be written: {reason}", reason=error.strerror or error) + "\n")
    raise SystemExit(COULD_NOT) from None


def fail(message: str, hint: str = "") -> NoReturn:
    """Say why the command can't run, each on one line, and exit with 2."""
    sys.stderr.write(f"csplan: {one_line(message)}\n" + (f"  hint: {one_line(hint)}\n" if hint else ""))
    raise SystemExit(COULD_NOT)
