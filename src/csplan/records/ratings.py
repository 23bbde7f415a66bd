"""A table of ratings: one row for what one interviewer makes of one skill of a candidate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csplan.findings.catalogue import purposes as records
from csplan.findings.diagnostic import Unusable, Where, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.plan.profiles import SKILLS
from csplan.plan.ratings import LEAST, MOST, Rating
from csplan.sources.csv_tables import read_table, report_table
from csplan.values import Unreadable, read_number, show_number
from csplan.values.names import folded, visible

if TYPE_CHECKING:
    from csplan.findings.diagnostic import Finding
    from csplan.plan.profiles import Skill
    from csplan.sources.table import Table

_CALLED = {
    "candidate": ("candidate", "name", "applicant", "候选人", "应聘者"),
    "interviewer": ("interviewer", "by", "rater", "面试官"),
    "skill": ("skill", "criterion", "competence", "能力", "技能"),
    "rating": ("rating", "score", "points", "评分", "分数"),
}
"""What headings of each column may be, folded."""
_SKILLS: dict[str, Skill] = {
    **{skill: skill for skill in SKILLS},
    **dict.fromkeys(("customer service", "服务", "客户服务"), "service"),
    **dict.fromkeys(("business knowledge", "业务", "商业"), "business"),
    **dict.fromkeys(("industry knowledge", "行业"), "industry"),
}


def read_ratings(path: str) -> tuple[list[Rating], list[Finding]]:
    """Return the ratings of a table, and what was wrong with its rows; raises Unusable where it can't be used."""
    reading = _Reading()
    encoding = read_table(Path(path), reading.read)
    assert reading.table is not None  # noqa: S101 - it was read
    if not reading.ratings:
        raise Unusable(found(records.NO_RATINGS, file=path))
    told = [found(records.RATED_TWICE, Where(path, line, 1), **facts) for line, facts in reading.twice]
    return reading.ratings, [*told, *report_table(reading.table, path, encoding, reading.used)]


class _Reading:
    """Reads the rows of one table; of the same candidate, interviewer and skill the last counts."""

    def __init__(self) -> None:
        self.table: Table | None = None
        self.ratings: list[Rating] = []
        self.used = 0
        """Rows that can be read, also where a later one stands for them."""
        self.twice: list[tuple[int, dict[str, str]]] = []
        """Rows that stand for earlier ones, and what is said of them."""

    def read(self, table: Table) -> None:
        """Read the rows of an open table; raises Unusable where a column is missing."""
        headings = [folded(heading) for heading in table.headings]
        at: dict[str, int] = {}
        for name, words in _CALLED.items():
            places = [headings.index(word) for word in words if word in headings]
            if not places:
                raise Unusable(found(records.NO_RATING_COLUMN, column=name, headings=", ".join(table.headings)))
            at[name] = places[0]
        self.table = table = table.again()
        seen: dict[tuple[str, str, Skill], Rating] = {}
        for row in table.rows():
            names = {name: visible(row[at[name]]) for name in ("candidate", "interviewer")}
            empty = next((name for name, text in names.items() if not text), None)
            if empty is not None:
                table.refuse(row, at[empty], say("it names no {column}", column=empty))
                continue
            skill = _SKILLS.get(folded(row[at["skill"]]))
            if skill is None:
                facts = {"text": quoted(row[at["skill"]]), "skills": ", ".join(SKILLS)}
                table.refuse(row, at["skill"], say("{text} is not a skill: write {skills}", **facts))
                continue
            rating = _rating(row[at["rating"]])
            if rating is None:
                table.refuse(
                    row, at["rating"], say("{text} is not a rating from 1 to 5", text=quoted(row[at["rating"]]))
                )
                continue
            made = Rating(names["candidate"], names["interviewer"], skill, rating)
            key = folded(made.candidate), folded(made.interviewer), skill
            if key in seen:
                facts = {"candidate": made.candidate, "interviewer": made.interviewer, "skill": say(skill)}
                marks = {"before": show_number(seen[key].rating), "rating": show_number(rating)}
                self.twice.append((table.line_end, {**facts, **marks}))
            seen[key] = made
            self.used += 1
        self.ratings = list(seen.values())


def _rating(text: str) -> float | None:
    try:
        number = read_number(text.replace(",", "."))  # from 1 to 5 there are no thousands
    except Unreadable:
        return None
    return number if LEAST <= number <= MOST else None
