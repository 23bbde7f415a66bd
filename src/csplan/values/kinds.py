"""What the readers return, and what they raise."""

from __future__ import annotations

from typing import NamedTuple


class Unreadable(ValueError):  # noqa: N818 - read as a sentence: "this text is unreadable"
    """A text does not hold the value that is meant in its place.

    `slug` names the kind of value (money, share, ...), `message` says what is wrong, `hint` what to do (may be "").
    """

    def __init__(self, slug: str, message: str, hint: str = "") -> None:
        """Keep all three as args, so that the error survives pickling."""
        super().__init__(slug, message, hint)
        self.slug = slug
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """The message alone, which is what a reader of a log wants."""
        return self.message


class Money(NamedTuple):
    """An amount and its currency.

    The currency is an ISO code, or "$" or "¥" where only the plan's currency can tell which is meant, or None.
    """

    amount: float
    currency: str | None


class Promise(NamedTuple):
    """A promise of answers as it was written: which share of contacts, and in which time."""

    share: float
    within: Duration


class Duration(NamedTuple):
    """Working time as it was written: hours, and days apart from them, because a day's hours depend on the role."""

    hours: float
    days: float

    def in_hours(self, hours_per_day: float) -> float:
        """All of it in hours, for a role whose day has `hours_per_day`."""
        return self.hours + self.days * hours_per_day
