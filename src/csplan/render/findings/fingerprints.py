"""What a finding is known by from one commit to the next: everything but where its lines have moved to."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.findings.diagnostic import Finding

_LINE = re.compile(r"\bline \d+")
"""Messages may name another line."""


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return a fingerprint for each finding; those that differ by place only are counted through."""
    seen: dict[str, int] = {}
    result = []
    for each in findings:
        file = each.where.file if each.where else ""
        key = "\0".join((each.code, file, each.subject, _LINE.sub("line", each.message)))
        number = seen[key] = seen.get(key, -1) + 1
        result.append(hashlib.sha256(f"{key}\0{number}".encode(errors="replace")).hexdigest())
    return result
