"""Whole commands in this process, and what csplan promises of everything that they say, on both streams."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence

JSON = ("json", "gitlab", "sarif")
FORMATS = ("table", "json", "csv", "markdown")
OF_FINDINGS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit")
COMMAND_OF_GITHUB = re.compile(r"::(error|warning|notice) [a-z]+=[^:\n]*::.*")
COMMAND_OF_CI = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)


class Said(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def said(arguments: Sequence[str], stdin: bytes = b"") -> Said:
    """Run csplan as from the command line; raises where anything but SystemExit comes out."""
    from csplan.cli import app

    before = sys.argv, sys.stdin, sys.stdout, sys.stderr, os.environ.get("CSPLAN_SLOW_EXIT")
    out, err = io.BytesIO(), io.BytesIO()
    os.environ["CSPLAN_SLOW_EXIT"] = "1"
    sys.argv = ["csplan", *arguments]
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
    sys.stdout, sys.stderr = io.TextIOWrapper(out, write_through=True), io.TextIOWrapper(err, write_through=True)
    code: object = None
    try:
        app.run()
    except SystemExit as leaving:
        code = leaving.code
    finally:
        sys.stdout.flush()
        kept = sys.stdout, sys.stderr  # a stream that is collected closes what is behind it
        sys.argv, sys.stdin, sys.stdout, sys.stderr = before[:4]
        if before[4] is None:
            del os.environ["CSPLAN_SLOW_EXIT"]
    assert isinstance(code, int), code
    result = Said(code, out.getvalue().decode(), err.getvalue().decode())
    del kept
    return result


def check(arguments: Sequence[str], done: Said) -> None:
    """Raise AssertionError where what a command said breaks a promise."""
    assert done.code in {0, 1, 2}, (arguments, done.code, done.err)
    form = _format(arguments)
    for text in (done.out, done.err):
        seen = text.replace("\n", "")
        assert seen.isprintable(), (arguments, [char for char in seen if not char.isprintable()][:5], text[-400:])
    assert not COMMAND_OF_CI.search(done.err), (arguments, done.err)
    if form == "github" and done.out:
        for line in done.out.splitlines():
            assert COMMAND_OF_GITHUB.fullmatch(line), (arguments, line)
    else:
        assert not COMMAND_OF_CI.search(done.out), (arguments, COMMAND_OF_CI.search(done.out))
    _parse(form, done.out, arguments)


def _format(arguments: Sequence[str]) -> str:
    """Return the format that is asked for, the last one where there are several."""
    return next((arguments[at + 1] for at in range(len(arguments) - 2, -1, -1) if arguments[at] == "-f"), "")


def _parse(form: str, text: str, arguments: Sequence[str]) -> None:
    if not text or "--explain" in arguments or "--help" in arguments:
        return
    if form in JSON:
        json.loads(text, parse_constant=_refuse)
    elif form == "junit":
        ET.fromstring(text)  # noqa: S314 - our own
    elif form == "csv":
        header, *rows = csv.reader(io.StringIO(text))
        assert all(len(row) == len(header) for row in rows), arguments
        assert text.count("\n") == len(rows) + 1, (arguments, "a row is not one line")


def _refuse(constant: str) -> Any:
    raise AssertionError(f"{constant} in JSON")
