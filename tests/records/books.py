"""Account books beside a small plan: written as users do, and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.diagnostic import line
from csplan.loader.plan import Loaded, load_all

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.accounts import SegmentSums

HEAD = """\
csplan: 1
currency: USD
year: {starts: 2027-01-01}
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
accounts: accounts.csv
"""
TWO = "segments: [{name: a}, {name: b}]\n"


def read(folder: Path, table: str | bytes, plan: str = TWO, head: str = HEAD) -> Loaded:
    (folder / "csplan.yaml").write_text(head + plan, encoding="utf-8")
    (folder / "accounts.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return load_all(folder)


def sums(loaded: Loaded) -> dict[str, SegmentSums]:
    assert loaded.plan is not None, loaded.diagnostics
    return {each.segment.name: each.sums for each in loaded.plan.placed if each.sums is not None}


def lines(loaded: Loaded, folder: Path) -> list[str]:
    return [line(each).replace(f"{folder}/", "") for each in loaded.diagnostics]


def codes(loaded: Loaded) -> list[str]:
    return sorted({each.code for each in loaded.diagnostics})
