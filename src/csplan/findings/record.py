"""What can be wrong: one record a finding, with all its words; and how a finding is made of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.diagnostic import At, Finding, Where
from csplan.lang.say import say, say_many

if TYPE_CHECKING:
    from csplan.findings.diagnostic import Severity
    from csplan.values import Unreadable

    Path = tuple[str | int, ...]


class Record(NamedTuple):
    """A finding by its slug: how severe it is, what it is about, what to do, and a bad and a good example.

    ``message`` and ``hint`` are whole sentences with named facts in braces. A slug that is found in several ways has a
    record for each, made of the first by ``worded``. ``about`` and ``remedy`` are what ``--explain`` prints.

    An example is the sections of a plan that matter, and after a line `# NAME` the file of that name beside it. Tests
    load each with the rest of a small plan around it; a line `...` says that it is no whole one, and none is loaded.
    """

    slug: str
    severity: Severity
    about: str
    remedy: str
    bad: str = ""
    good: str = ""
    message: str = ""
    hint: str = ""
    means: bool = False
    """It says what a right plan means (that it does not hold), not that the plan is wrong."""
    gap: bool = False
    """A value is missing: csplan computes what does not rest on it, and `validate` takes it for an error."""
    one: str = ""
    """The message where a number decides and is 1; ``message`` is then that of several."""

    @property
    def acceptable(self) -> bool:
        """Tell whether a plan may accept or re-rate it: it leaves the plan fit to calculate with."""
        return self.means or self.severity != "error"

    def worded(self, message: str, hint: str = "", one: str = "") -> Record:
        """Return the record of another way to find the same thing."""
        return self._replace(message=message, hint=hint, one=one)


def found(
    record: Record,
    at: Path | At | Where | None = None,
    /,
    *,
    subject: str = "",
    hint: str = "",
    **facts: object,
) -> Finding:
    """Return a finding: ``at`` a place of the plan or of a file, with its facts as they are shown.

    ``hint`` is one that only its finder can say, such as which name may be meant; the record's otherwise.
    """
    message = say(record.message, **facts)
    return _finding(record.slug, record.severity, message, hint or say(record.hint, **facts), at, subject)


def found_many(
    record: Record,
    number: float,
    at: Path | At | Where | None = None,
    /,
    *,
    subject: str = "",
    hint: str = "",
    **facts: object,
) -> Finding:
    """Return a finding, as ``found`` does, of the one of a record's two messages that fits a number."""
    message = say_many(number, record.one or record.message, record.message, **facts)
    return _finding(record.slug, record.severity, message, hint or say(record.hint, **facts), at, subject)


def refused(error: Unreadable, at: Path | At | Where | None = None) -> Finding:
    """Return the finding of a text that a reader of values refused, in the reader's words."""
    return _finding(error.slug, "error", error.message, error.hint, at)


def _finding(  # noqa: PLR0913, PLR0917 - all that a finding is
    slug: str, severity: Severity, message: str, hint: str, at: Path | At | Where | None, subject: str = ""
) -> Finding:
    if at is None or isinstance(at, Where):
        return Finding(slug, severity, message, hint, at, subject)
    return Finding(slug, severity, message, hint, None, subject, at if isinstance(at, At) else At(at))
