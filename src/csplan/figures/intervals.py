"""One interval of a desk's day: how many come, how many people answer them, and what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, larger, ratio
from csplan.figures.queueing import answered_in_time, given_up, mean_wait, people_to_answer

if TYPE_CHECKING:
    from csplan.figures.units import Count, Days, Erlangs, Heads, Hours, Minutes, Share

of = "interval"


def contacts_a_day(contacts: Count, arrival_share: Share, open_days: Days) -> Count | None:
    """Contacts that come in this interval of a day.

    Source: notes-17, section 5.
    """
    return ratio(contacts * arrival_share, open_days)


def desk_load(desk_work: Hours, arrival_share: Share, open_days: Days, interval_hours: Hours) -> Erlangs | None:
    """Contacts that are served at once on average: the work that comes in, over the hours of the interval.

    Source: Erlang 1917.
    """
    return ratio(desk_work * arrival_share, open_days * interval_hours)


def desk_people(
    desk_load: Erlangs,
    within: Minutes,
    answered: Share,
    occupancy: Share,
    at_once: Count,
    takes: Minutes | None = absent,
    patience: Minutes | None = absent,
    most_lost: Share | None = absent,
    least_people: Heads | None = absent,
) -> Heads | None:
    """Least whole number of people at the desk who keep its promise and stay below its occupancy.

    Where patience is stated, contacts give up; then no more may than the plan says. Source: Erlang 1917; Baccelli and
    Hebuterne 1981.
    """
    people = people_to_answer(desk_load, takes, within, answered, occupancy, at_once, patience, most_lost)
    return None if people is None else larger(people, least_people)


def desk_level(
    desk_load: Erlangs,
    desk_people: Heads,
    takes: Minutes,
    within: Minutes,
    at_once: Count,
    patience: Minutes | None = absent,
) -> Share | None:
    """Share of all contacts that are answered in time; who gave up before is none of them.

    Source: Erlang 1917; Baccelli and Hebuterne 1981.
    """
    return answered_in_time(desk_load, desk_people, takes, within, at_once, patience)


def desk_lost(
    desk_load: Erlangs,
    desk_people: Heads,
    takes: Minutes,
    within: Minutes,
    at_once: Count,
    patience: Minutes | None = absent,
) -> Share | None:
    """Share of all contacts that give up before they are answered; absent where no patience is stated.

    Source: Baccelli and Hebuterne 1981.
    """
    return given_up(desk_load, desk_people, takes, within, at_once, patience)


def desk_wait(
    desk_load: Erlangs,
    desk_people: Heads,
    takes: Minutes,
    within: Minutes,
    at_once: Count,
    patience: Minutes | None = absent,
) -> Minutes | None:
    """Minutes that a contact waits on average, those who give up included.

    Source: Erlang 1917; Baccelli and Hebuterne 1981.
    """
    return mean_wait(desk_load, desk_people, takes, within, at_once, patience)


def desk_served(desk_load: Erlangs, desk_lost: Share | None = absent) -> Erlangs:
    """Contacts that are served at once on average: the load without those who give up."""
    return desk_load if desk_lost is None else desk_load * (1 - desk_lost)


def desk_occupancy(desk_served: Erlangs, desk_people: Heads, at_once: Count) -> Share | None:
    """Share of the time at the desk in which people serve contacts.

    Source: Erlang 1917.
    """
    return ratio(desk_served, desk_people * at_once)
