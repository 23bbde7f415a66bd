"""What there is to say of one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from csplan.diagnostics import Severity


class Explanation(NamedTuple):
    """A finding by its slug: how severe it is, what it is about, what to do; and a bad and a good example.

    An example is the sections of a plan that matter, and after a line `# NAME` the file of that name beside it. Tests
    load each with the rest of a small plan around it; a line `...` says that it is no whole one, and none is loaded.
    """

    slug: str
    severity: Severity
    about: str
    remedy: str
    bad: str = ""
    good: str = ""
