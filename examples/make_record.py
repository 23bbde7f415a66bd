"""Write the record of the example: `python examples/make_record.py` makes the tables of harbor-usd.

All companies and people are invented. What makes customers renew is written down in truth.json, which no command reads:
how well they use the product does; single sign-on does not, but large customers have it, and these renew more often;
rescue plays add nothing, so that whatever is credited for them would have come anyway.
The rows have the dirt of exports. The same bytes come out on every machine and every version of Python.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "harbor-usd"
SEED = 11
FIRST, LAST = date(2025, 7, 1), date(2026, 9, 30)
WORDS = ("Alder", "Birch", "Cedar", "Dune", "Elm", "Fjord", "Gorse", "Heath", "Iris", "Juniper", "Kelp", "Larch")
TRADES = ("Bakeries", "Books", "Bricks", "Dental", "Freight", "Gardens", "Hotels", "Laundry", "Motors", "Optics")
THRESHOLDS = ((75.0, "green"), (60.0, "lime"), (42.0, "yellow"))
KEEPS, PER_POINT = {"large": 0.93, "mid": 0.89, "small": 0.80}, 0.006
"""The chance to renew at a use of 70, and what each point of use adds to it."""
AGO, HAPPY, UNHAPPY = 4, 80, 55
"""How many snapshots before a renewal it is decided; uses from which on customers grow, and below which they shrink."""
SIGNS_ON = {"large": 0.85, "mid": 0.5, "small": 0.12}
"""Share of customers with single sign-on: it changes nothing."""


PART_TIME = {"Rosa Conti": "80%"}


class Group(NamedTuple):
    """Customers of one segment: how many, what they pay, who serves them."""

    customers: int
    least: int
    spread: int
    csms: tuple[str, ...]


GROUPS = {
    "large": Group(16, 90, 160, ("Ada Brandt", "Noor Haddad")),
    "mid": Group(44, 18, 50, ("Ivo Lang", "Mei Tanaka", "Sam Okoro")),
    "small": Group(84, 3, 12, ("Lou Petit", "Rosa Conti")),
}


def draw(random_: random.Random, share: float) -> bool:
    """Return yes with a chance."""
    return random_.random() < share


def colour(score: float) -> str:
    """Return the colour of a score."""
    return next((name for least, name in THRESHOLDS if score >= least), "red")


def noise(random_: random.Random, width: float) -> float:
    """Return a number around 0, nearly normal: the sum of three."""
    return width * (random_.random() + random_.random() + random_.random() - 1.5)


def months() -> list[date]:
    """Return the days of the snapshots: the first of each month, and the last day."""
    days, day = [], FIRST
    while day <= LAST:
        days.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return [*days, LAST]


class Made:
    """The rows of all tables."""

    def __init__(self) -> None:
        """Start with the headings."""
        self.accounts = ["customer,segment,arr,csm,health,since,renewal_date"]
        self.events: list[tuple[date, str]] = []
        self.snapshots = ["date,customer,csm,health,adoption,results,nps,support,single_sign_on,last_talk"]
        self.random = random.Random(SEED)  # noqa: S311 - data that is invented

    def customer(self, name: str, segment: str, csm: str) -> None:
        """Make one customer from its first day to its last."""
        rand, group = self.random, GROUPS[segment]
        arr = 1000 * (group.least + int(group.spread * rand.random() ** 2))
        since = date(2022, 1, 1) + timedelta(days=int(1500 * rand.random()))
        signs_on, use, talked = draw(rand, SIGNS_ON[segment]), 76 + noise(rand, 30), max(since, FIRST)
        renews = since.replace(year=FIRST.year)
        past: list[float] = []
        last = ""
        for day in months():
            if day < since:
                continue
            while renews < day:
                if renews > max(FIRST, since):
                    before = past[-min(len(past), AGO)] if past else use
                    arr = self._renewal(name, csm, segment, arr, renews, before)
                    if not arr:
                        return
                renews = renews.replace(year=renews.year + 1)
            use = max(5.0, min(100.0, 75 + 0.86 * (use - 75) + noise(rand, 20)))
            past.append(use)
            if draw(rand, 0.35 if segment == "small" else 0.8):
                talked = day - timedelta(days=int(20 * rand.random()))
            last = self._snapshot(name, csm, day, use, talked, signs_on=signs_on)
            if use > HAPPY and draw(rand, 0.06):
                grown = 1000 * max(1, int(arr * 0.12 / 1000))
                arr += grown
                self.events.append((day, f"expansion,{name},{csm},{grown},,,,"))
            if draw(rand, 0.04):
                self.events.append((day, f"csql,{name},{csm},,,,L{len(self.events)},"))
        self.accounts.append(f"{name},{segment},{arr},{csm},{last},{since},{renews}")

    def _renewal(  # noqa: PLR0913, PLR0917 - what a renewal is made of
        self, name: str, csm: str, segment: str, arr: int, day: date, use: float
    ) -> int:
        """Note a renewal; return what the customer pays from then on."""
        chance = min(0.99, max(0.2, KEEPS[segment] + PER_POINT * (use - 70)))
        kept = arr if draw(self.random, chance) else 0
        if kept and use < UNHAPPY and draw(self.random, 0.4):
            kept = 1000 * max(1, int(0.7 * arr / 1000))
        reason = ("product", "price", "service", "executives")[int(4 * self.random.random())]
        self.events.append((day, f"renewal,{name},{csm},{kept},{arr},{reason},,"))
        return kept

    def _snapshot(  # noqa: PLR0913 - what a snapshot is made of
        self, name: str, csm: str, day: date, use: float, talked: date, *, signs_on: bool
    ) -> str:
        """Note how a customer was; return the colour that somebody wrote down."""
        rand = self.random
        adoption, results = (max(0, min(100, round(use + noise(rand, width)))) for width in (10, 24))
        nps, support = (
            round(max(-100, min(100, 2 * use - 80 + noise(rand, 60)))),
            round(min(100, 60 + 40 * rand.random())),
        )
        seen = colour(use + noise(rand, 10) + (6 if draw(rand, 0.3) else 0))  # people hope
        answers = nps if draw(rand, 0.7) else ""
        blank = "" if draw(rand, 0.01) else seen
        cells = (day, name, csm, blank, adoption, results, answers, support, "yes" if signs_on else "no", talked)
        self.snapshots.append(",".join(map(str, cells)))
        return seen


NEW = ("Quince", "Rowan", "Sorrel", "Tansy", "Umbel", "Vetch")
"""Customers whom others brought, or whom a CSM helped to win."""
PLAYED, ADVOCATES, PILOTS = 0.4, 0.03, 0.3
"""Chances: of a customer who becomes at risk to be played, of a healthy one to speak well, of a lead to be tried."""


def doings(rows: Made) -> list[tuple[date, str]]:
    """Return what the team did, and what came of it: none of it changes who renews."""
    rand = random.Random(SEED + 1)  # noqa: S311 - data that is invented
    found: list[tuple[date, str]] = []
    risky: dict[str, bool] = {}
    for row in rows.snapshots[1:]:
        on, name, csm, seen, *_ = row.split(",")
        day = date.fromisoformat(on)
        at_risk = seen in {"yellow", "red"}
        if at_risk and not risky.get(name, True) and draw(rand, PLAYED):
            begun = day + timedelta(days=3 + int(30 * rand.random()))
            play = ("retraining", "sponsor called", "plan agreed")[int(3 * rand.random())]
            found += [(begun, f"play,{name},{csm},,,{play},,")] if begun <= LAST else []
        if seen == "green" and draw(rand, ADVOCATES):
            what = ("case_study", "reference", "testimonial", "event")[int(4 * rand.random())]
            found.append((day, f"csqa,{name},{csm},,,{what},A{len(found)},"))
        risky[name] = at_risk
    advocates = [each for each in found if ",reference,A" in each[1]]
    for (day, text), new in zip(advocates, NEW, strict=False):
        _, name, csm, *_, id_, _ = text.split(",")
        arr = 1000 * (8 + int(40 * rand.random()))
        found.append((day + timedelta(days=40), f"referral,{name},{csm},{arr},,{new} Group,,{id_}"))
        if new in NEW[::2]:
            found.append((day + timedelta(days=45), f"sale,{name},{csm},{arr},,{new} Group,,"))
    for row in rows.accounts[1:]:
        name, segment, pays, csm, *_ = row.split(",")
        if segment == "large" and draw(rand, 0.3):
            found.append((date(2026, 3, 31), f"opt_out,{name},{csm},{pays},{pays},,,"))
        if segment == "large" and draw(rand, 0.3):
            found.append((date(2026, 1, 15), f"service,{name},{csm},{1000 * int(4 + 9 * rand.random())},,premium,,"))
    return [(day, text) for day, text in found if day <= LAST]


def linked(rows: Made) -> list[tuple[date, str]]:
    """Return the events in which what grew names the lead that it came of, some by way of a pilot."""
    rand = random.Random(SEED + 2)  # noqa: S311 - data that is invented
    leads: dict[str, str] = {}
    found: list[tuple[date, str]] = []
    for day, text in sorted(rows.events):
        what, name, csm, *_, id_, _ = text.split(",")
        lead = leads.pop(name, "") if what == "expansion" else ""
        if what == "csql":
            leads[name] = id_
        if lead and draw(rand, PILOTS):
            found.append((day - timedelta(days=20), f"poc,{name},{csm},,,,P{lead[1:]},{lead}"))
            lead = f"P{lead[1:]}"
        found.append((day, text + lead))
    return found


DILIGENT = {"Ada Brandt": 0.85, "Noor Haddad": 0.6, "Ivo Lang": 0.75, "Mei Tanaka": 0.55, "Sam Okoro": 0.4}
"""How far CSMs write down what they know, and call; the others 0.45. It changes nothing of who renews."""
OTHERS = 0.45


def worked(snapshots: list[str]) -> list[str]:
    """Return the snapshots with what CSMs wrote of their own work: the customer file, depth of use, executives."""
    rand = random.Random(SEED + 3)  # noqa: S311 - data that is invented
    found = [snapshots[0] + ",file,depth,executive_stage,executive_contact"]
    filled: dict[str, int] = {}
    stage: dict[str, int] = {}
    met: dict[str, str] = {}
    for row in snapshots[1:]:
        day, name, csm, _, adoption, *_ = row.split(",")
        diligent = DILIGENT.get(csm, OTHERS)
        filled[name] = min(10, filled.get(name, int(7 * diligent * rand.random())) + draw(rand, diligent / 3))
        stage[name] = min(4, stage.get(name, int(5 * diligent * rand.random())) + draw(rand, diligent / 12))
        if draw(rand, diligent / 2):
            met[name] = day
        depth = 1 + min(4, int(adoption) // 20)
        found.append(f"{row},{10 * filled[name]}%,{depth},{stage[name]},{met.get(name, '')}")
    return found


def talks(snapshots: list[str], happened: list[str]) -> list[str]:
    """Return with whom CSMs spoke, what customers asked for and use, what they were billed and paid."""
    rand = random.Random(SEED + 4)  # noqa: S311 - data that is invented
    found: list[tuple[date, str]] = []
    for row in snapshots[1:]:
        on, name, csm, *_ = row.split(",")
        day, diligent = date.fromisoformat(on), DILIGENT.get(csm, OTHERS)
        if draw(rand, diligent / 4):
            whom = "executive" if draw(rand, 0.3) else "user"
            found.append((day + timedelta(days=int(25 * rand.random())), f"contact,{name},{csm},,,{whom},,"))
        if draw(rand, 0.03):
            found.append((day, f"request,{name},{csm},,,,Q{len(found)},"))
            if draw(rand, diligent):
                after = day + timedelta(days=30 + int(120 * rand.random()))
                found.append((after, f"used,{name},{csm},,,,,Q{len(found) - 1}"))
    for text in happened:
        on, what, name, csm, arr, *_ = text.split(",")
        if what == "renewal" and int(arr) and draw(rand, 0.9):
            day, due = date.fromisoformat(on), len(found)
            found.append((day, f"invoice,{name},{csm},{arr},,,I{due},"))
            found.append((day + timedelta(days=int(35 * rand.random()) - 6), f"payment,{name},{csm},{arr},,,,I{due}"))
    return [f"{day},{text}" for day, text in sorted(found) if day <= LAST]


def made() -> dict[str, str]:
    """Return the text of each file."""
    rows = Made()
    names = [f"{word} {trade}" for trade in TRADES for word in WORDS]
    names += [f"{name} North" for name in names[:60]]
    at = 0
    for segment, group in GROUPS.items():
        for index in range(group.customers):
            rows.customer(names[at * 7 % len(names)], segment, group.csms[index % len(group.csms)])
            at += 1
    happened = sorted([*linked(rows), *doings(rows)])
    events = ["date,event,customer,csm,arr,due,value,id,from", *(f"{day},{text}" for day, text in happened)]
    talked = talks(rows.snapshots, events[1:])
    rows.snapshots = worked(rows.snapshots)
    rows.snapshots[300] = rows.snapshots[300].replace(rows.snapshots[300].split(",")[3], "orange", 1)
    events.insert(40, events[39])  # exported twice
    events.insert(90, "2026-02-30,renewal,Alder Bakeries,Ada Brandt,9000,9000,,,")
    events += talked
    people = ["csm,role,team,from,share"]
    for segment, group in GROUPS.items():
        role = "pooled" if segment == "small" else "csm"
        people += [f"{csm},{role},{segment},2023-03-01,{PART_TIME.get(csm, '100%')}" for csm in group.csms]
    truth = {"renewal_at_use_70": KEEPS, "added_by_each_point_of_use": PER_POINT, "added_by_single_sign_on": 0.0}
    truth |= {"added_by_plays": 0.0}
    tables = {"accounts": rows.accounts, "events": events, "snapshots": rows.snapshots, "people": people}
    texts = {f"{name}.csv": "\n".join(lines) + "\n" for name, lines in tables.items()}
    return {**texts, "truth.json": json.dumps(truth, indent=2) + "\n"}


if __name__ == "__main__":
    for file, text in made().items():
        (FOLDER / file).write_text(text, encoding="utf-8", newline="")
