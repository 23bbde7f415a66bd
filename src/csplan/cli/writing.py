"""Writes files of results: nobody ever sees half of one, and none is overwritten that should not be."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from csplan.cli.streams import fail
from csplan.lang.say import say

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

_NEW = 0o666
"""The rights of a new file, of which the user's mask takes some."""
_OWN = 0o600
"""The rights of what is not yet in its place, where the old file's are not known to be wider."""


def write_new(path: Path, made: str | bytes, *, force: bool) -> None:
    """Write a file; exit with 2 where there is one already, unless it is to be overwritten."""
    check_free(path, force=force)
    write_whole(path, made, force=force)


def check_free(path: Path, *, force: bool) -> None:
    """Exit with 2 where a result can't be written to a file, or would overwrite one that it may not."""
    target = _target(path)
    try:
        there, is_file = target.exists(), target.is_file()
    except OSError as error:  # a name that is too long
        _cannot(path, error)
    if there and not is_file:
        fail(say("{path} is no file that can be written anew", path=path))
    if there and not force:
        _taken(path)


def write_whole(path: Path, made: str | bytes, *, force: bool) -> None:
    """Write a file beside its place first, then move it there; exit with 2 where that can't be done.

    A file that is there, or has come meanwhile, is only replaced with ``force``; the new one has its rights.
    """
    target = _target(path)
    data = made if isinstance(made, bytes) else made.encode("utf-8", errors="replace")
    beside = target.with_name(f".{secrets.token_hex(8)}.csplan.tmp")
    try:
        try:
            _write(beside, data, target)
            _move(beside, target, force=force)
        finally:
            beside.unlink(missing_ok=True)
    except FileExistsError:
        _taken(path)
    except OSError as error:
        _cannot(path, error)


def _cannot(path: Path, error: OSError) -> NoReturn:
    fail(say("{path} can't be written: {reason}", path=path, reason=error.strerror or error))


def _target(path: Path) -> Path:
    """Return the file that a path leads to: a link stays one, and what it leads to is written."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        fail(say("{path} can't be written: its links run in a circle", path=path))


def _taken(path: Path) -> None:
    fail(say("{path} exists", path=path), say("--force overwrites it"))


def _write(beside: Path, data: bytes, target: Path) -> None:
    """Write a file that nobody else has, with the rights and, where that may be, the owner of the old one."""
    try:
        old = target.stat()
    except FileNotFoundError:
        old = None
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW if old is None else _OWN)
    with os.fdopen(number, "wb") as file:
        file.write(data)
        if old is not None and hasattr(os, "fchmod"):
            if (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
                with suppress(OSError):
                    os.fchown(file.fileno(), old.st_uid, old.st_gid)
            os.fchmod(file.fileno(), old.st_mode & 0o7777)


def _move(beside: Path, target: Path, *, force: bool) -> None:
    """Put a file in its place; raises FileExistsError where there is one that may not be replaced."""
    if force:
        beside.replace(target)
        return
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        # No links on this file system: an empty file holds the place.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW))
        try:
            beside.replace(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
