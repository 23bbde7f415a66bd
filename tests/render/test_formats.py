"""The four formats: text of users is data, numbers stay whole, nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

import csplan
from csplan.render import as_markdown, as_table
from csplan.render.formats import as_text
from csplan.render.text import one_line, printable
from csplan.render.view import View
from csplan.report.report import Advice, Column, Report, Table
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.render.formats import Format

FORMATS: tuple[Format, ...] = ("table", "json", "csv", "markdown")
EVIL = [
    "[bold red]x[/]",
    "\x1b[31mred\x1b[0m",
    "\x9b31mred",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "<script>alert(1)</script>",
    "a | b",
    "line\nbreak",
    "`code` *bold* _it_ # $x$ ~~s~~ &amp; ![i](u)",
    "right\u202eleft",
    "say \"hi\", ok; 'x'",
    "::: {.x}",
    "tab\there",
    "100%",
]


def report(*names: str, columns: int = 1) -> Report:
    rows = [{"name": name, "number": 1.5, **{f"n{index}": 12345.6 for index in range(columns)}} for name in names]
    shown = [Column("name", "Text", "name"), Column("number", "CSMs", "CSMs")]
    more = [Column(f"n{index}", "Money", f"number\n{index}") for index in range(columns)]
    table = Table("rows", "Rows", [*shown, *more], rows)
    advice = [Advice(name, f"about {name}", [f"way {name}"]) for name in names]
    plan = {"name": names[0], "file": "f", "currency": "USD", "rules": None}
    return Report("test", f"T {names[0]}", plan, "USD", (table,), advice=advice, notes=[f"note {names[0]}"])


def on_terminal(found: Report, width: int = 100) -> str:
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, highlight=False, color_system="truecolor", width=width)
    console.height = 100
    as_table.print_report(found, console)
    return text.getvalue()


@pytest.mark.parametrize("name", EVIL)
@pytest.mark.parametrize("format", FORMATS)
def test_names_do_nothing(format: Format, name: str) -> None:  # noqa: A002
    text = as_text(report(name), format)
    assert all(char.isprintable() or char == "\n" for char in text)


@pytest.mark.parametrize("name", EVIL)
def test_names_do_nothing_on_a_terminal(name: str) -> None:
    text = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal(report(name)))
    assert all(char.isprintable() or char == "\n" for char in text)
    assert one_line(name) in text
    assert "\x1b[31m" not in on_terminal(report(name))


@pytest.mark.parametrize("name", EVIL)
def test_json_gives_names_back(name: str) -> None:
    assert json.loads(as_text(report(name), "json"))["rows"][0]["name"] == name


@pytest.mark.parametrize("name", EVIL)
def test_csv_has_no_formula(name: str) -> None:
    [header, row] = list(csv.reader(io.StringIO(as_text(report(name), "csv"))))
    assert header == ["table", "name", "number", "n0"]
    assert not row[1].lstrip().startswith(("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}"))
    assert row[1].removeprefix("'") == one_line(name)
    assert row[2:] == ["1.5", "12345.6"]


def test_csv_keeps_minus_signs_of_numbers() -> None:
    found = report("a")
    found.tables[0].rows[0]["number"] = -1.5
    assert ",-1.5," in as_text(found, "csv")


def test_csv_of_nothing_and_of_infinity() -> None:
    found = report("a")
    found.tables[0].rows[0].update(number=None, n0=float("inf"))
    assert as_text(found, "csv").splitlines()[1] == "rows,a,,"


@pytest.mark.parametrize("name", EVIL)
def test_markdown_shows_names_as_text(name: str) -> None:
    lines = as_text(report(name), "markdown").splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 3
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    text = "\n".join(lines)
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)`", text)


@given(st.text(min_size=1))
def test_markdown_escapes_can_be_undone(name: str) -> None:
    assert re.sub(r"\\(.)", r"\1", as_markdown.escaped(name)) == one_line(name)


@pytest.mark.parametrize(
    "text", ["3-money_x", "50% (net)", "no-whole-number", "business review −20.0%", "é & co", "12 h, 3.5k USD", "a_b"]
)
def test_markdown_escapes_nothing_that_means_nothing(text: str) -> None:
    assert as_markdown.escaped(text) == text


@given(st.text())
def test_printable(text: str) -> None:
    assert printable(text).replace("\n", "").isprintable()
    assert one_line(text).isprintable()
    assert one_line("plain") == "plain"


# --- widths -------------------------------------------------------------------------------------------

LONG = [
    "retail enterprise customers of the northern hemisphere",
    "华东与华南地区的中型物流运输企业客户群以及其他相关的附属企业",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller",
    "short",
]


def long_names(folder: Path) -> Report:
    segments = [segment(name=name, team=f"team of {name}"[:60]) for name in LONG]
    return csplan.headcount(csplan.load(write(folder, plan(segments=segments))))


def tables(text: str) -> str:
    return text.partition("What to do")[0]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_tables_fit_and_lose_nothing(width: int, tmp_path: Path) -> None:
    found = long_names(tmp_path)
    text = io.StringIO()
    as_table.print_report(found, Console(file=text, width=width, highlight=False, no_color=True), View(wide=True))
    lines = tables(text.getvalue()).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    whole = tables(as_table.render(found, View(wide=True)))
    # Whatever is broken where: each number and word of a cell that may not fold stands there whole.
    numbers = re.findall(r"(?<![\w.])[+−]?\d[\d.,]*[kM%]?(?![\w.])", whole)
    seen = " ".join(lines)
    assert numbers
    assert all(re.search(rf"(?<![\w.]){re.escape(each)}(?![\w.])", seen) for each in numbers)
    assert "fits" in seen
    for name in LONG:
        assert all(word in seen for word in name.split() if word.isascii() and len(word) <= 12)
    assert "".join(lines).count("华") >= 2


def test_numbers_are_on_the_right() -> None:
    found = csplan.headcount(csplan.load(EXAMPLES / "acme-usd"))
    lines = tables(as_table.render(found, View(all=True))).splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("segment"))
    end = lines[start].index("customers") + len("customers")
    for line, number in zip(lines[start + 1 : start + 5], ("24", "130", "620", "2,400"), strict=True):
        assert line[:end].endswith(" " + number)


@pytest.mark.parametrize("width", [80, 100])
def test_examples_at_common_widths(width: int) -> None:
    for example in ("acme-usd", "yunfan-cny"):
        found = csplan.headcount(csplan.load(EXAMPLES / example))
        text = io.StringIO()
        as_table.print_report(found, Console(file=text, width=width, highlight=False, no_color=True))
        assert max(cell_len(line) for line in text.getvalue().splitlines()) <= width
        for row in found.rows("teams"):
            assert row["team"].split()[0] in text.getvalue()
            assert row["verdict"] in text.getvalue()


def test_colour_says_nothing_that_words_do_not() -> None:
    found = csplan.headcount(csplan.load(EXAMPLES / "acme-usd"))
    coloured = on_terminal(found)
    assert "\x1b[1;31mover-budget\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == as_text(found, "table").split()


@pytest.mark.parametrize(("height", "remarks", "blank"), [(60, True, True), (28, True, False), (24, False, False)])
def test_the_answer_does_not_scroll_away(height: int, remarks: bool, blank: bool) -> None:  # noqa: FBT001 - a table
    found = csplan.headcount(csplan.load(EXAMPLES / "acme-usd"))._replace(more=["one"])
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=80, height=height, highlight=False, no_color=True)
    as_table.print_report(found, console)
    lines = text.getvalue().splitlines()
    assert len(lines) <= height
    assert ("Seen in practice" in text.getvalue()) is remarks
    assert any(not line.strip() for line in lines) is blank


def test_where_all_is_asked_for_nothing_is_left_out() -> None:
    found = csplan.headcount(csplan.load(EXAMPLES / "acme-usd"))
    text = io.StringIO()
    as_table.print_report(found, Console(file=text, force_terminal=True, width=80, height=24), View(all=True))
    assert "Seen in practice" in text.getvalue()


def test_a_table_without_rows_or_total() -> None:
    empty = Report("test", "Title", None, "", (Table("rows", "Rows", [Column("name", "Text", "name")], []),))
    assert as_text(empty, "table") == "Title\n\nRows\nnone\n"
    assert as_text(empty, "markdown") == "## Title\n\n### Rows\n\n| name |\n| :-- |\n"
    assert as_text(empty, "csv") == "table,name\n"
    assert json.loads(as_text(empty, "json")) == {"schema": "csplan/test/2", "rows": [], "findings": []}


def test_hidden_columns_are_for_programs() -> None:
    columns = [Column("name", "Text", "name"), Column("secret", "Text")]
    found = Report("test", "Title", None, "", (Table("rows", "Rows", columns, [{"name": "a", "secret": "b"}]),))
    assert "b" not in as_text(found, "table").replace("Table", "")
    assert as_text(found, "csv") == "table,name,secret\nrows,a,b\n"


def test_rows_are_found_by_name() -> None:
    found: Any = report("a")
    assert found.rows("rows")[0]["name"] == "a"
    with pytest.raises(KeyError, match="nothing"):
        found.rows("nothing")


def test_a_number_wider_than_the_terminal_is_not_cut() -> None:
    columns = [Column("name", "Text", "name"), Column("number", "Text", "x" * 50), Column("other", "Hours", "y" * 50)]
    rows = [{"name": "a", "number": "b", "other": 1.0}]
    found = Report("test", "Title", None, "", (Table("rows", "Rows", columns, rows),))
    text = io.StringIO()
    as_table.print_report(found, Console(file=text, width=20, highlight=False, no_color=True))
    assert "".join(text.getvalue().split()).count("x") == 50
    assert "1.0 h" in text.getvalue()
