"""Who serves customers: the table of people and the list in a plan, read alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from csplan.loader.plan import load_all
from csplan.plan.people import Person
from csplan.records.people import values_in
from tests.records.books import codes, lines

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.loader.plan import Loaded
    from csplan.plan.people import People

HEAD = """\
csplan: 1
currency: USD
fx: {CNY: 0.1}
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
  pooled: {pay: 80k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
segments:
  - {name: 大客户, customers: 10, arr: 1M}
  - {name: b, team: pool, customers: 10, arr: 1M}
"""

THREE = (
    Person("Ana Ruiz", "csm", ("大客户",), date(2024, 2, 1), None, 1.0, 128_000.0, 20.0, {"language": ("en", "de")}),
    Person("李 雷", "pooled", ("b", "pool"), None, date(2026, 11, 30), 0.6, None, None, {"language": ("中文",)}),
    Person("Cho"),
)


def read(folder: Path, table: str | bytes, section: str = "people.csv") -> Loaded:
    (folder / "csplan.yaml").write_text(f"{HEAD}people: {section}\n", encoding="utf-8")
    (folder / "people.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return load_all(folder)


def people(loaded: Loaded) -> People:
    assert loaded.plan is not None, loaded.diagnostics
    assert loaded.plan.people is not None
    return loaded.plan.people


TABLE = """\
csm,role,team,from,until,share,pay,max_customers,Language
Ana Ruiz,csm,大客户,2024-02-01,9999-12-31,100%,"128,000",20,en;de
李 雷,Pooled,b;Pool,,2026-11-30,60%,,,中文
Cho,,,,,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_row_is_a_person(tmp_path: Path, encoding: str) -> None:
    found = people(read(tmp_path, TABLE.encode(encoding)))
    assert found.persons == THREE
    assert found.columns == ("language",)
    assert found.file == f"{tmp_path.as_posix()}/people.csv"


def test_headings_are_mapped(tmp_path: Path) -> None:
    table = TABLE.replace("csm,role", "姓名,role").replace("Language", "语言")
    section = "{file: people.csv, columns: {csm: [Name, 姓名], language: 语言}}"
    assert people(read(tmp_path, table, section)).persons == THREE


def test_a_list_says_the_same(tmp_path: Path) -> None:
    section = """
  - csm: Ana Ruiz
    role: csm
    team: 大客户
    from: 2024-02-01
    pay: 128k
    max_customers: 20
    language: [en, de]
  - {csm: 李 雷, role: pooled, team: [b, pool], until: 2026-11-30, share: 60%, language: 中文}
  - {csm: Cho}"""
    loaded = read(tmp_path, "", section)
    assert people(loaded).persons == THREE
    assert not codes(loaded)


@pytest.mark.parametrize(
    ("table", "section", "code"),
    [
        ("name\nAna\n", "people.csv", "missing-column"),
        ("csm\n", "people.csv", "empty-file"),
        ("csm,csm\nAna,Bo\n", "people.csv", "duplicate-column"),
        ("csm\nAna\n", "{file: people.csv, columns: {team: Team}}", "missing-column"),
        ("csm\nAna\n", "none.csv", "missing-file"),
        ("csm\nAna\n", "../people.csv", "outside-folder"),
        ("csm\nAna\n", "{columns: {csm: Name}}", "missing-key"),
        ("csm\nAna\n", "{file: people.csv, sheet: People}", "missing-sheet"),
        ("csm;from\nAna;05/01/2024\n", "people.csv", "ambiguous-dates"),
        ("csm\tpay\nAna\t8.400\n", "people.csv", "ambiguous-numbers"),
        ("csm,pay\nAna,8 GBP\nBo,\n", "people.csv", "unreadable-row"),
    ],
)
def test_what_is_no_table_of_people(tmp_path: Path, table: str, section: str, code: str) -> None:
    assert code in codes(read(tmp_path, table, section))


def test_amounts_and_dates_are_read_as_their_columns_say(tmp_path: Path) -> None:
    table = "csm;pay (k CNY);from\nAna;8,5;01/02/2024\nBo;1.200;\nCy;;14.2.2024\nDi;n/a;14/02/2024\n"
    loaded = read(tmp_path, table)
    found = {person.name: person for person in people(loaded).persons}
    assert {name: person.pay for name, person in found.items()} == {"Ana": None, "Bo": None, "Cy": None, "Di": None}
    assert found["Ana"].first == date(2024, 2, 1)
    assert codes(loaded) == ["table-dates"]
    section = "{file: people.csv, columns: {pay: pay (k CNY)}, date_format: mdy}"
    loaded = read(tmp_path, table, section)
    found = {person.name: person for person in people(loaded).persons}
    assert found["Ana"].first == date(2024, 1, 2)
    assert found["Ana"].pay == pytest.approx(850.0)
    assert found["Bo"].pay == pytest.approx(120_000.0)
    assert [each for each in lines(loaded, tmp_path) if "14/02/2024" in each]


def test_columns_beyond_those_that_people_have_are_not_kept(tmp_path: Path) -> None:
    headings = ",".join(f"extra{number}" for number in range(150))
    assert len(people(read(tmp_path, f"csm,{headings}\nAna,x\n")).columns) == 100


def test_a_column_that_is_nearly_one_is_told(tmp_path: Path) -> None:
    loaded = read(tmp_path, "csm,teams,state\nAna,b,x\n")
    assert [each.hint for each in loaded.diagnostics] == ["did you mean team?"]
    assert people(loaded).persons[0].values == {"teams": ("b",), "state": ("x",)}
    section = "{file: people.csv, columns: {teams: teams}}"
    assert not codes(read(tmp_path, "csm,teams\nAna,b\n", section))


def test_names_are_not_held_against_segments_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("csm,team\nAna,else\n", encoding="utf-8")
    (tmp_path / "csplan.yaml").write_text(f"{HEAD}  - {{nam: c}}\npeople: people.csv\n", encoding="utf-8")
    assert "unreadable-row" not in codes(load_all(tmp_path))


def test_values_stand_once_each() -> None:
    assert values_in(["en; de;en", "英语\uff1b中文、德语", "-"]) == ("en", "de", "英语", "中文", "德语")


@pytest.mark.parametrize(
    ("day", "there"),
    [("2024-01-31", False), ("2024-02-01", True), ("2026-11-30", True), ("2026-12-01", False)],
)
def test_people_are_there_from_their_first_day_to_their_last(day: str, *, there: bool) -> None:
    person = Person("Ana", first=date(2024, 2, 1), last=date(2026, 11, 30))
    assert person.there(date.fromisoformat(day)) is there
    assert Person("Bo").there(date.fromisoformat(day))


def test_many_csms_of_the_book_who_are_not_among_the_people(tmp_path: Path) -> None:
    rows = "".join(f"c{number},a,20k,P{number}\n" for number in range(8))
    (tmp_path / "accounts.csv").write_text(f"customer,segment,arr,csm\n{rows}", encoding="utf-8")
    head = HEAD[: HEAD.index("segments:")]
    plan = f"{head}accounts: accounts.csv\nsegments: [{{name: a}}]\npeople: [{{csm: Zoe}}]\n"
    (tmp_path / "csplan.yaml").write_text(plan, encoding="utf-8")
    [found] = [each for each in load_all(tmp_path).diagnostics if each.code == "unknown-csm"]
    assert found.message.endswith("'P0', 'P1', 'P2', 'P3', 'P4', and 3 more")
