"""Opens the files of a plan: only regular files, only inside the plan's folder, only of a sane size."""

from __future__ import annotations

import stat
from difflib import get_close_matches
from typing import TYPE_CHECKING

from csplan.findings.catalogue import files as records
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.lang.say import say

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
"""Of a YAML file; tables are streamed and have no limit."""

_LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
"""What libyaml counts as line ends, beside the line feed: excerpts have to be cut the same way."""

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def inside(folder: Path, text: str) -> Path:
    """Return the path that a plan names; raises Unusable where it leaves the plan's folder."""
    try:
        path = folder / text.strip()
        resolved, home = path.resolve(), folder.resolve()
    except (OSError, RuntimeError):
        raise Unusable(found(records.PATH_IN_CIRCLE, path=quoted(text))) from None
    except ValueError:
        raise Unusable(found(records.NO_FILE_NAME, name=quoted(text))) from None
    if not resolved.is_relative_to(home):
        raise Unusable(found(records.OUTSIDE_FOLDER, path=quoted(text)))
    return path


def check_regular(path: Path) -> None:
    """Raise Unusable where the path is not a regular file."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise Unusable(found(records.MISSING_FILE, hint=_near(path))) from None
    except (OSError, ValueError) as error:
        raise unreadable(error) from None
    if stat.S_ISDIR(mode):
        raise Unusable(found(records.DIRECTORY))
    if not stat.S_ISREG(mode):
        raise Unusable(found(records.NOT_REGULAR))


def _near(path: Path) -> str:
    """Return a hint at a file of almost the same name."""
    try:
        siblings = {each.stem: each.name for each in path.parent.iterdir()}
    except OSError:
        return ""
    near = get_close_matches(path.stem, siblings, n=1)
    return say("did you mean {name}?", name=siblings[near[0]]) if near else ""


def unreadable(error: OSError | ValueError) -> Unusable:
    """Return what the system says against opening a file."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    record = records.LINK_IN_CIRCLE if "symbolic" in reason else records.UNREADABLE_FILE
    return Unusable(found(record, reason=reason.lower()))


def read_text(path: Path) -> str:
    """Return the text of a YAML file; raises Unusable."""
    check_regular(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large()
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(error) from None
    return decoded(data)


def decoded(data: bytes) -> str:
    """Return the text that the bytes of a YAML file hold; raises Unusable."""
    if len(data) > MOST_BYTES:
        raise _too_large()
    check_width(data[:4])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start) from None


def _too_large() -> Unusable:
    return Unusable(found(records.FILE_SIZE, most=str(MOST_BYTES // 1024 // 1024)))


def check_width(start: bytes) -> None:
    """Raise Unusable where a file starts as one in UTF-16 or UTF-32 does: with its mark, or with half a letter."""
    if start.startswith(_BYTE_ORDER_MARKS) or b"\0" in start:
        raise Unusable(found(records.UTF_16))


def _not_utf8(data: bytes, at: int) -> Unusable:
    before = data.rfind(b"\n", 0, at) + 1
    after = data.find(b"\n", at)
    source = data[before : after if after >= 0 else None][:500]
    record = records.ENCODING
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        text = source.decode("latin-1")
    else:
        record = records.PERHAPS_GB18030
        text = source.decode("gb18030", "replace")
    number = data.count(b"\n", 0, at) + 1
    return Unusable(found(record, byte=f"0x{data[at]:02x}"), (number, text.rstrip("\r")))


def lines_of(text: str) -> list[str]:
    """Cut a text into lines as libyaml counts them."""
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    return text.split("\n")


def shown(main: str, text: str) -> str:
    """Name a file as its user would: beside the plan's main file."""
    head, slash, _ = main.rpartition("/")
    return head + slash + text.strip().removeprefix("./")
