"""Opens the files of a plan: only regular files, only inside the plan's folder, only of a sane size."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from csplan.diagnostics import quoted

MOST_BYTES = 64 * 1024 * 1024
"""Of a YAML file; tables are streamed and have no limit."""

# libyaml counts these as line ends too, so excerpts have to be cut the same way.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Unusable(Exception):  # noqa: N818 - what it says is the finding
    """A file that can't be read: ``code``, ``message`` and ``hint`` of the finding."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Say what is wrong with the file."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def inside(folder: Path, text: str) -> Path:
    """Return the path that a plan names; raises Unusable where it leaves the plan's folder."""
    if "\0" in text:
        code = "missing-file"
        raise Unusable(code, f"no file can be named {quoted(text)}")
    path = folder / text
    try:
        resolved, home = path.resolve(), folder.resolve()
    except (OSError, RuntimeError):
        code = "file-cycle"
        raise Unusable(code, f"the path {quoted(text)} runs in a circle") from None
    if not resolved.is_relative_to(home):
        code = "outside-folder"
        hint = "keep the files of a plan in its folder"
        raise Unusable(code, f"{quoted(text)} is outside the plan's folder", hint)
    return path


def check_regular(path: Path) -> None:
    """Raise Unusable where the path is not a regular file that can be read."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        code = "missing-file"
        siblings = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
        near = [name for name in siblings if name.casefold() == path.name.casefold()]
        raise Unusable(code, "there is no such file", f"did you mean {near[0]}?" if near else "") from None
    except OSError as error:
        code = "file-cycle" if "symbolic" in str(error.strerror) else "unreadable-file"
        raise Unusable(code, str(error.strerror)) from None
    if stat.S_ISDIR(mode):
        code = "directory"
        raise Unusable(code, "this is a folder; a file is meant here")
    if not stat.S_ISREG(mode):
        code = "unreadable-file"
        raise Unusable(code, "this is not a regular file")


def read_text(path: Path) -> str:
    """Return the text of a YAML file; raises Unusable."""
    check_regular(path)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        code = "unreadable-file"
        raise Unusable(code, str(error.strerror)) from None
    if size > MOST_BYTES:
        code = "file-size"
        raise Unusable(code, f"the file is larger than {MOST_BYTES // 1024 // 1024} MiB")
    return decode(data)


def decode(data: bytes) -> str:
    """Return the text of a YAML file's bytes; raises Unusable."""
    code, hint = "encoding", "save it as UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unusable(code, "the file is UTF-16", hint)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unusable(code, f"the file is not UTF-8 (byte 0x{data[error.start]:02x} in line {line})", hint) from None


def lines_of(text: str) -> list[str]:
    """Cut a text into lines as libyaml counts them."""
    return _LINE_END.split(text)
