"""A desk: a promise of answers to those who come in by themselves, and the people that it takes beyond the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, larger, product, ratio, total, weighted_mean

if TYPE_CHECKING:
    from csplan.figures.units import Count, CSMs, Days, Erlangs, Heads, Hours, Minutes, Share

of = "desk"


def contacts(task_contacts: list[Count | None]) -> Count | None:
    """Contacts a year that the desk answers: its tasks, in all its segments.

    Source: notes-17, section 5.
    """
    return total(task_contacts)


def desk_work(hours: list[Hours | None]) -> Hours | None:
    """Hours a year that its contacts take, wrap-up included.

    Source: notes-17, section 5.
    """
    return total(hours)


def takes(desk_work: Hours, contacts: Count) -> Minutes | None:
    """Minutes that one contact takes, the mean of its tasks and segments; absent where there are no contacts."""
    return ratio(desk_work * 60, contacts)


def csms_by_desk_work(desk_work: Hours, customer_hours: Hours) -> CSMs | None:
    """CSMs whose hours the work of the desk takes, if contacts came one after the other.

    Source: notes-17, section 5.
    """
    return ratio(desk_work, customer_hours)


def interval_hours(open_hours: Hours, arrival_share: list[Share]) -> Hours:
    """Hours of one interval of the day: all are equally long."""
    return open_hours / len(arrival_share)


def desk_hours(
    desk_people: list[Heads | None], interval_hours: Hours, open_days: Days, shift_fit: Share
) -> Hours | None:
    """Hours a year in which people are at the desk, with those that shifts don't hit."""
    return ratio(product(total(desk_people), interval_hours, open_days), shift_fit)


def csms_by_desk_hours(desk_hours: Hours, customer_hours: Hours) -> CSMs | None:
    """CSMs whose hours for customers the desk takes: leave, sickness and internal work are in these already.

    Source: notes-17, section 5.
    """
    return ratio(desk_hours, customer_hours)


def csms_by_presence(desk_people: list[Heads | None], contracted_hours: Hours, paid_hours: Hours) -> CSMs | None:
    """CSMs of whom so many are there at once, in the busiest interval, as leave and sickness allow."""
    most = None if total(desk_people) is None else larger(*desk_people)
    return product(most, ratio(contracted_hours, paid_hours))


def desk_csms(csms_by_desk_hours: CSMs | None = absent, csms_by_presence: CSMs | None = absent) -> CSMs | None:
    """CSMs that the desk needs for its promise: at least."""
    return larger(csms_by_desk_hours, csms_by_presence)


def desk_level(desk_level: list[Share | None], arrival_share: list[Share]) -> Share | None:
    """Share of all contacts that are answered in time: the mean of the intervals, by their contacts.

    Source: Erlang 1917; Baccelli and Hebuterne 1981.
    """
    return weighted_mean(desk_level, arrival_share)


def desk_lost(desk_lost: list[Share | None], arrival_share: list[Share]) -> Share | None:
    """Share of all contacts that give up before they are answered; absent where no patience is stated.

    Source: Baccelli and Hebuterne 1981.
    """
    return weighted_mean(desk_lost, arrival_share)


def desk_wait(desk_wait: list[Minutes | None], arrival_share: list[Share]) -> Minutes | None:
    """Minutes that a contact waits, on average over all intervals, by their contacts.

    Source: Erlang 1917; Baccelli and Hebuterne 1981.
    """
    return weighted_mean(desk_wait, arrival_share)


def desk_occupancy(desk_served: list[Erlangs | None], desk_people: list[Heads | None], at_once: Count) -> Share | None:
    """Share of the time at the desk in which people serve contacts, over the whole day."""
    return ratio(total(desk_served), product(total(desk_people), at_once))
