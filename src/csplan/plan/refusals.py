"""What is said of a value that is refused, made of the records of findings: by readers, and by validators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from csplan.findings.record import found
from csplan.values import Unreadable

if TYPE_CHECKING:
    from csplan.findings.record import Record


def unreadable(record: Record, **facts: str) -> Unreadable:
    """Return what a reader raises: a finding of which only its place is not known."""
    finding = found(record, None, **facts)
    return Unreadable(finding.code, finding.message, finding.hint)


def refused(error: Unreadable) -> PydanticCustomError:
    """Return the error that a validator raises: pydantic carries it to the place in the file."""
    return PydanticCustomError(error.slug, "{message}", {"message": error.message, "hint": error.hint})


def refusal(record: Record, *, hint: str = "", **facts: str) -> PydanticCustomError:
    """Return the error that a validator raises, made of a record."""
    finding = found(record, None, hint=hint, **facts)
    return refused(Unreadable(finding.code, finding.message, finding.hint))
