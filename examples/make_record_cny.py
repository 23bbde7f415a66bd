"""Write the record of the Chinese example: `python examples/make_record_cny.py` makes the tables of lanting-cny.

All companies and people are invented. What makes customers renew is written down in truth.json, which no command reads:
how much of the product they use does, whether their people were trained does not. Headings, words and amounts (in 万)
are as Chinese systems export them, with the dirt of such exports. The same bytes come out on every machine.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "lanting-cny"
SEED = 23
FIRST, LAST = date(2025, 7, 1), date(2026, 9, 30)
PLACES = "苏州 宁波 成都 武汉 青岛 厦门 长沙 西安 佛山 合肥".split()  # noqa: SIM905 - words, not a list of quotes
TRADES = "纺织 家具 食品 医药 五金 印刷 物流 机电 建材".split()  # noqa: SIM905 - words, not a list of quotes
COLOURS = ((75.0, "绿"), (60.0, "黄绿"), (42.0, "黄"))
KEEPS, PER_POINT = {"重点": 0.90, "成长": 0.82}, 0.007
"""The chance to renew where 70% is used, and what each point of use adds to it."""
BEFORE = 4
"""How many snapshots before a renewal it is decided."""
TRAINED = {"重点": 0.8, "成长": 0.35}
"""Share of customers whose people were trained: it changes nothing."""
PART_TIME = {"方悦": "60%"}
REASONS = ("产品", "价格", "服务", "高层")


class Group(NamedTuple):
    """Customers of one segment: how many, what they pay in thousands, who serves them."""

    customers: int
    least: int
    spread: int
    csms: tuple[str, ...]


GROUPS = {
    "重点": Group(22, 180, 300, ("顾言", "沈清")),
    "成长": Group(58, 30, 90, ("陆鸣", "周宁", "方悦")),
}


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


def amount(thousands: int) -> str:
    """Return an amount in 万."""
    return f"{thousands / 10:g}"


class Made:
    """The rows of all tables."""

    def __init__(self) -> None:
        """Start with the headings."""
        self.accounts = ["客户名称,分层,年合同额（万元）,客户成功经理,健康度,开始合作,续约日期"]
        self.events: list[tuple[date, str]] = []
        self.snapshots = ["日期,客户,客户成功经理,健康度,使用率,业务成效,NPS,服务评分,培训完成,最近拜访"]
        self.random = random.Random(SEED)  # noqa: S311 - data that is invented

    def yes(self, share: float) -> bool:
        """Return yes with a chance."""
        return self.random.random() < share

    def customer(self, name: str, segment: str, csm: str) -> None:
        """Make one customer from its first day to its last."""
        rand, group = self.random, GROUPS[segment]
        pays = group.least + int(group.spread * rand.random() ** 2)
        since = date(2022, 3, 1) + timedelta(days=int(1450 * rand.random()))
        trained, use, met = self.yes(TRAINED[segment]), 74 + noise(rand, 30), max(since, FIRST)
        renews = since.replace(year=FIRST.year)
        past: list[float] = []
        seen = ""
        for day in months():
            if day < since:
                continue
            if renews < day:
                if renews > max(FIRST, since):
                    pays = self._renewal(
                        name, csm, segment, pays, renews, past[-min(len(past), BEFORE)] if past else use
                    )
                    if not pays:
                        return
                renews = renews.replace(year=renews.year + 1)
            use = max(5.0, min(100.0, 73 + 0.85 * (use - 73) + noise(rand, 22)))
            past.append(use)
            if self.yes(0.6):
                met = day - timedelta(days=int(20 * rand.random()))
            seen = self._snapshot(name, csm, day, use, met, trained=trained)
            if use > 82 and self.yes(0.07):  # noqa: PLR2004 - who uses much
                grown = max(1, int(pays * 0.12))
                pays += grown
                self.events.append((day, f"增购,{name},{csm},{amount(grown)},,,,"))
            if seen in {"黄", "红"} and self.yes(0.3):
                self.events.append((day, f"挽回,{name},{csm},,,回访方案,,"))
        self.accounts.append(f"{name},{segment},{amount(pays)},{csm},{seen},{since},{renews}")

    def _renewal(  # noqa: PLR0913, PLR0917 - what a renewal is made of
        self, name: str, csm: str, segment: str, pays: int, day: date, use: float
    ) -> int:
        """Note a renewal; return what the customer pays from then on."""
        kept = pays if self.yes(min(0.99, max(0.15, KEEPS[segment] + PER_POINT * (use - 70)))) else 0
        reason = REASONS[int(4 * self.random.random())]
        word = "续费" if self.yes(0.5) else "续约"  # two systems, two words
        self.events.append((day, f"{word},{name},{csm},{amount(kept)},{amount(pays)},{reason},,"))
        return kept

    def _snapshot(  # noqa: PLR0913 - what a snapshot is made of
        self, name: str, csm: str, day: date, use: float, met: date, *, trained: bool
    ) -> str:
        """Note how a customer was; return the colour that somebody wrote down."""
        rand = self.random
        used, results = (max(0, min(100, round(use + noise(rand, width)))) for width in (8, 24))
        nps = round(max(-100, min(100, 2 * use - 85 + noise(rand, 60))))
        service = round(min(100, 62 + 38 * rand.random()))
        score = use + noise(rand, 10) + (7 if self.yes(0.3) else 0)  # people hope
        seen = next((colour for least, colour in COLOURS if score >= least), "红")
        cells = (day, name, csm, seen, f"{used}%", results, nps if self.yes(0.6) else "", service)
        written = "是" if trained else "否"
        self.snapshots.append(",".join(map(str, (*cells, written, f"{met.year}年{met.month}月{met.day}日"))))
        return seen


def made() -> dict[str, str]:
    """Return the text of each file."""
    rows = Made()
    names = [f"{place}{trade}" for trade in TRADES for place in PLACES]
    at = 0
    for segment, group in GROUPS.items():
        for index in range(group.customers):
            rows.customer(names[at * 7 % len(names)], segment, group.csms[index % len(group.csms)])
            at += 1
    rows.events.sort()
    headings = "日期,事件,客户,客户成功经理,金额（万元）,应续金额（万元）,原因,编号,来源"
    events = [headings, *(f"{day},{text}" for day, text in rows.events)]
    rows.snapshots[120] = rows.snapshots[120].replace(rows.snapshots[120].split(",")[3], "灰", 1)
    events.insert(30, events[29])  # exported twice
    events.insert(60, "2026-02-30,续约,苏州纺织,顾言,20,20,价格,,")
    people = ["姓名,岗位,团队,入职,工时"]
    for segment, group in GROUPS.items():
        people += [f"{csm},客户成功经理,{segment},2024-03-01,{PART_TIME.get(csm, '100%')}" for csm in group.csms]
    truth = {"renewal_at_use_70": KEEPS, "added_by_each_point_of_use": PER_POINT, "added_by_training": 0.0}
    tables = {"accounts": rows.accounts, "events": events, "snapshots": rows.snapshots, "people": people}
    texts = {f"{name}.csv": "\n".join(lines) + "\n" for name, lines in tables.items()}
    return {**texts, "truth.json": json.dumps(truth, indent=2, ensure_ascii=False) + "\n"}


if __name__ == "__main__":
    for file, text in made().items():
        (FOLDER / file).write_text(text, encoding="utf-8", newline="")
