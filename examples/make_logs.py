"""Write both time logs: `python examples/make_logs.py` makes acme-usd/timelog.yaml and yunfan-cny/timelog.csv.

All companies and people are invented. Each log is three months of six CSMs who do all the work of two segments, about
as long and a little less often than the plan says, with the dirt that logs have, and with what a log is kept for: a
task whose stated time is wrong, a CSM who is slow at one task, one who is overloaded, and one who forgets to log. The
same bytes come out on every machine and every version of Python.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = Path(__file__).parent
ACME = FOLDER / "acme-usd" / "timelog.yaml"
YUNFAN = FOLDER / "yunfan-cny" / "timelog.csv"
BOOK = FOLDER / "yunfan-cny" / "accounts.csv"

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
YEARS = ((LAST - FIRST).days + 1) / 365
SATURDAY = 5
HOUR = 3600
"""Times are in whole seconds, so that all sums are exact."""

SHORT, LONG, DAYS = 0.32, 0.18, 0.08
"""How much the length of a task varies: calls, a day's work, and what is planned to take a day or more."""


class Work(NamedTuple):
    """A task in a segment, as the log is to have it."""

    task: str
    segment: str
    minutes: float
    """Mean."""
    a_year: float
    """How often, for the whole segment: the volume of the driver × how often each."""
    spread: float = SHORT


class Chore(NamedTuple):
    """An internal task."""

    task: str
    minutes: float
    weight: int
    """How often, next to the other chores."""


class Person(NamedTuple):
    """A CSM of the team."""

    name: str
    customers: float
    """Recorded time for customers, as a share of paid time."""
    internal: float
    """Recorded internal time, likewise."""
    serves: Mapping[str, int]
    """How much more often than others one gets the work of a segment."""
    away: Sequence[tuple[date, date]]
    """Leave, sickness, and weeks of which nothing was logged."""
    slow_at: tuple[str, str] | None = None
    """Task and segment."""
    email: str = ""
    skips: int | None = None
    """A day of the week of which nothing is ever logged."""


class Team(NamedTuple):
    """A team, its year, and how its log is kept."""

    seed: int
    people: Sequence[Person]
    work: Sequence[Work]
    chores: Sequence[Chore]
    closed: Sequence[date]
    """Public holidays."""
    paid_hours: float
    """A year's, of one CSM: the figure of the plan's role."""
    done: float
    """How often tasks are done, as a share of how often the plan says."""
    step: int
    """Lengths are multiples of it, in seconds."""


class Entry(NamedTuple):
    """A piece of work of one person on one day."""

    day: date
    person: Person
    task: str
    segment: str
    customer: str
    seconds: int


class Row(NamedTuple):
    """A line of a log, and where it goes: by day, then by anything."""

    day: date
    order: str
    cells: Sequence[str]


SLOWER = 1.4


def span(month: int, first: int, last: int | None = None) -> tuple[date, date]:
    """Return days of one month of the log's year, both included."""
    return date(FIRST.year, month, first), date(FIRST.year, month, last or first)


# --- Acme: retail enterprise and logistics mid, by segment, in a YAML file kept by hand ------------------------------

ENTERPRISE, MID = "retail enterprise", "logistics mid"
COMPLEX = 1.25
"""What the plan states as the complexity of ENTERPRISE: its work takes so much longer than the tasks say."""

ACME_TEAM = Team(
    seed=21,
    people=(
        Person("Ana Ruiz", 0.58, 0.31, {ENTERPRISE: 4, MID: 1}, (span(7, 20, 24), span(9, 15))),
        Person("Ben Okafor", 0.57, 0.32, {ENTERPRISE: 3, MID: 1}, (span(8, 10, 14), span(7, 8))),
        Person("Chris Novak", 0.49, 0.25, {ENTERPRISE: 1, MID: 1}, (span(8, 3, 7), span(8, 31, 31)), skips=4),
        Person("Maya Lindqvist", 0.79, 0.24, {ENTERPRISE: 1, MID: 1}, (span(7, 30, 31),)),
        Person("Priya Nair", 0.58, 0.28, {ENTERPRISE: 1, MID: 2}, (span(9, 21, 25), span(7, 14))),
        Person(
            "Tom Becker", 0.58, 0.30, {ENTERPRISE: 0, MID: 2}, (span(7, 27, 29), span(8, 19, 21)), ("check-in", MID)
        ),
    ),
    # Customers 24 and 130, of them 4 and 30 new and 3.6 and 26 at risk, and a renewal a year each.
    work=(
        Work("handover", ENTERPRISE, 60 * COMPLEX, 4 * 1),
        Work("onboarding", ENTERPRISE, 600 * COMPLEX, 4 * 3, DAYS),
        Work("business review", ENTERPRISE, 360 * COMPLEX, 24 * 4, LONG),
        Work("check-in", ENTERPRISE, 45 * COMPLEX, 24 * 24),
        Work("bug and request liaison", ENTERPRISE, 40 * COMPLEX, 24 * 18),
        Work("data and analysis", ENTERPRISE, 60 * COMPLEX, 24 * 12),
        Work("renewal", ENTERPRISE, 180 * COMPLEX, 24 * 1, LONG),
        Work("rescue", ENTERPRISE, 480 * COMPLEX, 3.6 * 3, DAYS),
        Work("handover", MID, 60, 30 * 1),
        Work("onboarding", MID, 600, 30 * 1.5, DAYS),
        Work("business review", MID, 360, 130 * 2, LONG),
        Work("check-in", MID, 45, 130 * 12),
        Work("bug and request liaison", MID, 57, 130 * 6),  # the plan says 40
        Work("data and analysis", MID, 60, 130 * 4),
        Work("renewal", MID, 180, 130 * 1, LONG),
        Work("rescue", MID, 480, 26 * 2, DAYS),
    ),
    chores=(Chore("notes and CRM", 12, 50), Chore("internal meetings", 35, 11), Chore("training", 80, 1)),
    closed=(date(2026, 7, 3), date(2026, 9, 7)),
    paid_hours=1840,
    done=0.84,
    step=300,
)
ACME_ALIASES = {"check-in": "customer call", "bug and request liaison": "ticket", "business review": "QBR"}


def acme() -> bytes:
    """Return Acme's log as bytes of the file."""
    draws = Draws(ACME_TEAM.seed)
    rows = []
    for entry in team_log(draws, ACME_TEAM):
        alias = ACME_ALIASES.get(entry.task, "")
        task = alias if alias and draws.one_in(12) else entry.task
        rows.append(acme_row(draws, entry.day, entry.person.name, task, entry.segment, str(entry.seconds // 60)))
    dirt = (
        (date(2026, 7, 16), "Ben Okafor", "check-in", MID, "-45"),
        (date(2026, 8, 12), "Ana Ruiz", "data and analysis", ENTERPRISE, "0"),
        (date(2026, 9, 10), "Maya Lindqvist", "business review", MID, "1500"),  # 25 hours
        # Names that are no task: one mistyped, one that the plan does not have.
        (date(2026, 7, 22), "Priya Nair", "busines review", MID, "330"),
        (date(2026, 9, 2), "Priya Nair", "busines review", MID, "390"),
        *((date(2026, 9, 17), person.name, "team offsite", "", "240") for person in ACME_TEAM.people),
        # 120 was meant: with the rest of the day over 24 hours.
        (date(2026, 9, 3), "Priya Nair", "training", "", "1200"),
    )
    rows.extend(acme_row(draws, *cells) for cells in dirt)
    unreadable = acme_row(draws, date(2026, 8, 17), "Tom Becker", "check-in", MID, "40")
    rows.append(unreadable._replace(cells=("17/08/26", *unreadable.cells[1:])))
    lines = ["# Made by examples/make_logs.py: three months of six people, one entry each time.\n"]
    for row in sorted(rows):
        day, csm, task, segment, minutes = row.cells
        where = f", segment: {segment}" if segment else ""
        lines.append(f"- {{date: {day}, csm: {csm}, task: {task}{where}, minutes: {minutes}}}\n")
    return "".join(lines).encode()


def acme_row(draws: Draws, day: date, csm: str, task: str, segment: str, minutes: str) -> Row:  # noqa: PLR0913, PLR0917 - its cells
    """Make a row, which stands with the others of its CSM and day."""
    return Row(day, f"{csm} {draws.below(1_000_000):06}", (f"{day}", csm, task, segment, minutes))


# --- 云帆: 零售连锁 and 中小企业, by customer, in a time tracker's export --------------------------------------------

RETAIL, SMALL = "零售连锁", "中小企业"
YUNFAN_TEAM = Team(
    seed=28,
    people=(
        Person("刘洋", 0.60, 0.29, {RETAIL: 3}, (span(8, 3, 6), span(7, 21)), email="liuyang"),
        Person("孙倩", 0.60, 0.28, {RETAIL: 3}, (span(7, 13, 16), span(9, 2)), email="sunqian"),
        Person("周婷", 0.80, 0.22, {SMALL: 3}, (span(8, 27, 28),), email="zhouting"),
        Person("吴昊", 0.60, 0.28, {SMALL: 3}, (span(8, 17, 21),), ("例行回访", SMALL), "wuhao"),
        Person("郑琳", 0.49, 0.22, {SMALL: 3}, (span(7, 23, 24), span(9, 7, 18)), email="zhenglin"),
        Person("陈立", 0.60, 0.28, {RETAIL: 1, SMALL: 2}, (span(9, 21, 24), span(7, 9)), email="chenli"),
    ),
    # Customers 42 and 130, of them 8 and 30 new and 8.195 and 36 at risk; renewals 34 and 100.
    work=(
        Work("交接与上线", RETAIL, 480, 8 * 3, DAYS),
        Work("现场拜访", RETAIL, 360, 42 * 3, DAYS),
        Work("例行回访", RETAIL, 40, 42 * 18),
        Work("问题与需求对接", RETAIL, 50, 42 * 18),
        Work("数据分析报告", RETAIL, 120, 42 * 4, LONG),
        Work("续约", RETAIL, 300, 34 * 2, LONG),
        Work("风险客户挽回", RETAIL, 480, 8.195 * 3, DAYS),
        Work("交接与上线", SMALL, 480, 30 * 1.5, DAYS),
        Work("开户引导", SMALL, 30, 30 * 1),
        Work("现场拜访", SMALL, 360, 130 * 0.5, DAYS),
        Work("例行回访", SMALL, 40, 130 * 12),
        Work("问题与需求对接", SMALL, 50, 130 * 12),
        Work("数据分析报告", SMALL, 80, 130 * 4, LONG),  # the plan says 120
        Work("续约", SMALL, 300, 100 * 1, LONG),
        Work("风险客户挽回", SMALL, 480, 36 * 1.5, DAYS),
    ),
    chores=(Chore("记录与行政", 15, 40), Chore("内部会议", 35, 14), Chore("培训", 80, 1)),
    closed=(date(2026, 9, 25),),
    paid_hours=1896,
    done=0.89,
    step=1,
)
YUNFAN_ALIASES = {"交接与上线": "上线", "例行回访": "回访", "风险客户挽回": "挽回"}
HEADINGS = (
    "User", "Email", "Client", "Project", "Task", "Description", "Billable",
    "Start date", "Start time", "End date", "End time", "Duration", "Tags", "Amount (CNY)",
)  # fmt: skip
NOTES = ("", "", "", "电话", "微信", "腾讯会议", "客户现场")
OPENS, NOON, AFTER_LUNCH = 9 * HOUR, 12 * HOUR, 13 * HOUR
SITTING = 40 * 60
"""Work that takes longer may be done in several sittings, each a row."""


def yunfan() -> bytes:
    """Return 云帆's log as bytes of the file."""
    draws = Draws(YUNFAN_TEAM.seed)
    diary: dict[tuple[date, str], list[Entry]] = {}
    for entry in team_log(draws, YUNFAN_TEAM, clients()):
        diary.setdefault((entry.day, entry.person.name), []).extend(sittings(draws, entry))
    rows = [row for entries in diary.values() for row in yunfan_day(draws, entries)]
    soil(rows)
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows((HEADINGS, *(row.cells for row in sorted(rows))))
    return text.getvalue().encode("utf-8-sig")


def soil(rows: list[Row]) -> None:
    """Add the mistakes that such exports have, and names that the plan and the book do not know."""
    people = {person.name: person for person in YUNFAN_TEAM.people}
    book = clients()
    retail, small = book["交接与上线", RETAIL, "刘洋"][0], book["交接与上线", SMALL, "周婷"][0]
    brief = small.removesuffix("有限公司")

    def add(day: date, name: str, customer: str, task: str, *times: str) -> None:
        start, end, duration = times
        cells = yunfan_cells(people[name], customer, task, "", (f"{day}", start, f"{day}", end, duration))
        rows.append(Row(day, start, cells))

    add(date(2026, 7, 15), "刘洋", retail, "例行回访", "17:30:00", "17:00:00", "-00:30:00")
    add(date(2026, 8, 11), "孙倩", retail, "问题与需求对接", "11:20:00", "11:20:00", "00:00:00")
    add(date(2026, 8, 24), "周婷", small, "数据分析报告", "09:12:40", "10:24:48", "25:12:08")
    add(date(2026, 9, 3), "吴昊", small, "例行回访", "15:00:00", "14:20:00", "")  # ends before it starts
    add(date(2026, 8, 31), "陈立", retail, "例行回访", "16:05:10", "16:41:00", "00:35:50")
    rows[-1] = rows[-1]._replace(cells=[cell.replace("2026-08-31", "2026-08-32") for cell in rows[-1].cells])
    # A timer that ran until the next morning: with the rest of the day over 24 hours.
    add(date(2026, 7, 28), "孙倩", "", "内部会议", "16:30:00", "10:49:25", "18:19:25")
    rows[-1] = rows[-1]._replace(cells=[*rows[-1].cells[:9], "2026-07-29", *rows[-1].cells[10:]])
    for day in (8, 14, 29):
        add(date(2026, 7, day), "周婷", small, "例行会访", "18:10:00", "18:45:00", "00:35:00")
    for name in people:
        add(date(2026, 8, 14), name, "", "团建", "14:00:00", "16:30:00", "02:30:00")
    for day in (6, 13, 20, 25):
        add(date(2026, 8, day), "周婷", brief, "问题与需求对接", "18:20:00", "18:50:00", "00:30:00")


def sittings(draws: Draws, entry: Entry) -> list[Entry]:
    """Cut an entry into one to four of the same sum."""
    cuts = draws.below(1 + min(4, entry.seconds // SITTING)) if entry.customer else 0
    ends = sorted(entry.seconds * (15 + draws.below(70)) // 100 for _ in range(cuts))
    edges = sorted({0, *ends, entry.seconds})
    return [entry._replace(seconds=end - start) for start, end in pairwise(edges)]


def yunfan_day(draws: Draws, entries: list[Entry]) -> list[Row]:
    """Put a person's entries of one day one after the other, as a tracker has them."""
    rows = []
    clock = OPENS - 600 + draws.below(1200)
    for _, entry in sorted((draws.uniform(), entry) for entry in entries):
        if NOON <= clock < AFTER_LUNCH:
            clock = AFTER_LUNCH + draws.below(900)
        end = clock + entry.seconds
        alias = YUNFAN_ALIASES.get(entry.task, "")
        task = alias if alias and draws.one_in(10) else entry.task
        times = (f"{entry.day}", at(clock), f"{entry.day}", at(end), at(entry.seconds))
        note = draws.one_of(NOTES) if entry.customer else ""
        # Some pick the task, some type its name as the description.
        names = ("", task) if draws.one_in(10) else (task, note)
        rows.append(Row(entry.day, at(clock), yunfan_cells(entry.person, entry.customer, *names, times)))
        clock = end + draws.below(240)
    return rows


def yunfan_cells(person: Person, customer: str, task: str, description: str, times: Sequence[str]) -> list[str]:
    """Return the cells of a row; ``times`` are start and end, date and time each, and duration."""
    who = (person.name, f"{person.email}@yunfan.example")
    what = (customer, "客户成功" if customer else "内部", task, description, "Yes" if customer else "No")
    return [*who, *what, *times, "", ""]


def at(seconds: int) -> str:
    """Write a time of day, or a duration."""
    return f"{seconds // HOUR:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def clients() -> dict[tuple[str, str, str], list[str]]:
    """Return the customers whom each task can be for, by task, segment and person: those of the account book.

    Who signed lately gets implementation, whose contract ends soon gets a renewal, who is yellow or red gets a rescue.
    A person who has no customers in the segment helps with everybody's.
    """
    table = csv.DictReader(StringIO(BOOK.read_bytes().decode("gb18030"), newline=""))
    book = [row for row in table if row["签约日期"] < "2026/07" and "股份" not in row["客户名称"]]
    found = {}
    for person in YUNFAN_TEAM.people:
        for work in YUNFAN_TEAM.work:
            owners = [each.name for each in YUNFAN_TEAM.people if tuple(each.serves) == (work.segment,)]
            held = [person.name] if person.name in owners else owners
            mine = sorted((row["签约日期"], row["客户名称"], row) for row in book if row["客户成功经理"] in held)
            names = [
                name
                for _, name, row in mine
                if (work.task != "续约" or row["到期日"][5:7] >= "08")
                and (work.task != "风险客户挽回" or row["健康度"] in {"黄", "红"})
            ]
            if work.task in {"交接与上线", "开户引导"}:
                names = names[-5:]
            found[work.task, work.segment, person.name] = names
    return found


# --- both -------------------------------------------------------------------------------------------------------------


class Draws:
    """Draws from one generator, of which only ``random()`` is used: the rest of it may change with Python."""

    def __init__(self, seed: int) -> None:
        """Start from a seed."""
        self.uniform = random.Random(seed).random  # noqa: S311 - invented data, no secret

    def below(self, end: int) -> int:
        """Draw a whole number from 0 up to, not including, ``end``."""
        return int(self.uniform() * end)

    def one_in(self, number: int) -> bool:
        """Say yes once in so many times."""
        return self.below(number) == 0

    def one_of(self, items: Sequence[str]) -> str:
        """Pick one, each as likely as the others."""
        return items[self.below(len(items))]

    def weighted(self, weights: Sequence[int]) -> int:
        """Pick an index, by weight; whole weights, because how floats are summed depends on the version of Python."""
        left = self.uniform() * sum(weights)
        for index, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return index
        return len(weights) - 1

    def length(self, minutes: float, spread: float, step: int) -> int:
        """Draw a length in seconds: of that mean, with a long tail.

        A product of independent factors of mean 1 is about lognormal, and takes nothing but multiplication, which is
        exact to the bit everywhere.
        """
        factor = 1.0
        for _ in range(6):
            factor *= 1 + spread * (2 * self.uniform() - 1)
        return max(1, int(minutes * 60 * factor / step + 0.5)) * step


def team_log(
    draws: Draws, team: Team, clients_of: Mapping[tuple[str, str, str], Sequence[str]] | None = None
) -> list[Entry]:
    """Invent what the team did, in no particular order."""
    paid = team.paid_hours * YEARS * HOUR
    left = [int(person.customers * paid) for person in team.people]
    done: list[list[tuple[int, str, str]]] = [[] for _ in team.people]
    for work in sorted(team.work, key=lambda work: -work.minutes):  # the long ones first: the short ones fill up
        for _ in range(int(work.a_year * YEARS * team.done + 0.5)):
            weights = [
                max(seconds, 1) * person.serves.get(work.segment, 0)
                for seconds, person in zip(left, team.people, strict=True)
            ]
            index = draws.weighted(weights)
            slow = SLOWER if team.people[index].slow_at == (work.task, work.segment) else 1
            seconds = draws.length(work.minutes * slow, work.spread, team.step)
            left[index] -= seconds
            done[index].append((seconds, work.task, work.segment))
    entries = []
    for person, pieces in zip(team.people, done, strict=True):
        chores_left = int(person.internal * paid)
        while chores_left > 0:
            chore = team.chores[draws.weighted([chore.weight for chore in team.chores])]
            seconds = draws.length(chore.minutes, SHORT, team.step)
            chores_left -= seconds
            pieces.append((seconds, chore.task, ""))
        entries.extend(placed(draws, person, pieces, working_days(team, person), clients_of))
    return entries


def working_days(team: Team, person: Person) -> list[date]:
    """Return the days on which a person logs anything."""
    days = [FIRST + timedelta(days=index) for index in range((LAST - FIRST).days + 1)]
    return [
        day
        for day in days
        if day.weekday() < SATURDAY
        and day.weekday() != person.skips
        and day not in team.closed
        and not any(first <= day <= last for first, last in person.away)
    ]


def placed(
    draws: Draws,
    person: Person,
    pieces: Sequence[tuple[int, str, str]],
    days: Sequence[date],
    clients_of: Mapping[tuple[str, str, str], Sequence[str]] | None,
) -> list[Entry]:
    """Spread pieces of work over a person's days, the longest first, each on a day that has little yet.

    A task is done for one customer once a day at most.
    """
    loads = [0] * len(days)
    seen = set()
    entries = []
    for seconds, task, segment in sorted(pieces, reverse=True):
        while True:
            customer = draws.one_of(clients_of[task, segment, person.name]) if clients_of and segment else ""
            index = min((draws.below(len(days)) for _ in range(6)), key=loads.__getitem__)
            if not customer or (index, task, customer) not in seen:
                break
        seen.add((index, task, customer))
        loads[index] += seconds
        entries.append(Entry(days[index], person, task, segment, customer, seconds))
    return entries


if __name__ == "__main__":
    ACME.write_bytes(acme())
    YUNFAN.write_bytes(yunfan())
