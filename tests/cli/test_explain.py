"""``csplan explain`` as users meet it: which argument is which, what is said of mistakes, trees in terminals."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from csplan.cli.complete import for_zsh
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.test_command_line import Run

from tests.cli.test_command_line import process, run  # noqa: F401 - a fixture

ACME, YUNFAN = str(EXAMPLES / "acme-usd"), str(EXAMPLES / "yunfan-cny")


@pytest.fixture
def here(run: Callable[..., Run], tmp_path: Path) -> Callable[..., Run]:  # noqa: F811 - the fixture's name
    """Run csplan in a folder that has a plan."""
    shutil.copytree(ACME, tmp_path, dirs_exist_ok=True)
    return run


def test_alone_it_lists_all_figures(run: Callable[..., Run]) -> None:  # noqa: F811
    done = run("explain")
    assert (done.code, done.err) == (0, "")
    assert "csms_by_time" in done.out
    assert "renewal_rate" in done.out
    assert json.loads(run("explain", "-f", "json").out)["schema"] == "csplan/explain/2"


def test_a_figure_of_the_plan_here(here: Callable[..., Run]) -> None:
    done = here("explain", "csms_by_time", "--segment", "logistics mid")
    assert (done.code, done.err) == (0, "")
    assert "csms_by_time = workload ÷ full_hours = 5,056 h ÷ 1,094.8 h = 4.62\n" in done.out
    assert "← csplan.yaml:57 (" in here("explain", "csms_by_time", "--segment", "logistics mid", "--all").out
    assert here("explain", ".", "csms_by_time", "--segment", "logistics mid").out == done.out.replace(
        "← csplan.yaml", "← csplan.yaml"
    )


def test_a_plan_alone_lists_too(here: Callable[..., Run], tmp_path: Path) -> None:
    assert here("explain", "csplan.yaml").out == here("explain").out
    assert here("explain", ACME).out == here("explain").out
    # A file that is named like a figure does not hide it.
    (tmp_path / "heads").touch()
    assert here("explain", "heads", "-d", "0").out.startswith("heads of plan")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["headz"], "csplan: no figure is named 'headz'\n  hint: did you mean heads?\n"),
        (["heads", "."], "csplan: heads is a figure, so the plan stands before it\n  hint: csplan explain . heads\n"),
        (["a", "b", "c"], "Usage: "),
        (
            ["heads", "--team", "smal shops"],
            "csplan: no team is named 'smal shops'\n  hint: did you mean small shops?\n",
        ),
        (
            ["heads", "--assumptions"],
            "csplan: --assumptions is of all figures\n  hint: leave the figure out; --segment or --team limits it\n",
        ),
        (["--assumptions", "--team", "x"], "csplan: no team is named 'x'\n"),
        (["--segment", "small shops"], "csplan: a figure is missing\n  hint: csplan explain [PLAN] FIGURE\n"),
    ],
)
def test_mistakes(arguments: list[str], message: str, here: Callable[..., Run]) -> None:
    done = here("explain", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)


def test_a_plan_that_is_not_there(run: Callable[..., Run]) -> None:  # noqa: F811
    done = run("explain", "heads")
    assert (done.code, done.out) == (2, "")
    assert "csplan.yaml" in done.err
    assert "csplan init" in done.err
    assert "missing.yaml" in run("explain", "missing.yaml", "heads").err


def test_a_depth_is_a_number(here: Callable[..., Run]) -> None:
    assert here("explain", "heads", "--depth", "-1").code == 2
    shallow, deep = (here("explain", "heads", "-d", depth).out for depth in ("1", "2"))
    assert len(shallow) < len(deep)


def test_warnings_stay_apart_from_the_result(run: Callable[..., Run]) -> None:  # noqa: F811
    done = run("explain", YUNFAN, "heads", "--team", "长尾")
    assert "rows-left-out" in done.err
    assert "warning" not in done.out
    assert run("explain", YUNFAN, "heads", "--team", "长尾", "-q").err == ""


def test_the_register(here: Callable[..., Run]) -> None:
    done = here("explain", "--assumptions")
    assert done.code == 0
    assert "gross_margin_target of 4 segments" in done.out
    assert re.search(r"and \d+ more", done.out)
    rows = json.loads(here("explain", "--assumptions", "-f", "json").out)
    # What the plan leaves open, such as a tier, is in the register too, and moves no number by a step.
    moved = [row for row in rows["assumptions"] if row["at_least"] is not None]
    assert len(moved) > 80
    largest = [max(row["at_least"], row["csms_needed"], row["at_most"]) for row in moved]
    assert largest == sorted(largest, reverse=True)
    assert {row["confidence"] for row in rows["segments"]} == {"stated only"}
    csv = here("explain", "--assumptions", "-f", "csv").out.splitlines()
    assert len(csv) == 1 + len(rows["assumptions"]) + len(rows["segments"])
    markdown = here("explain", "--assumptions", "-f", "markdown").out
    assert re.search(r"^_and \d+ more_$", markdown, re.MULTILINE)
    one = here("explain", "--assumptions", "--segment", "long tail", "-q").out
    assert "pay of csm" not in one


def test_a_file(here: Callable[..., Run], tmp_path: Path) -> None:
    assert here("explain", "heads", "-o", "heads.md").code == 0
    text = (tmp_path / "heads.md").read_text(encoding="utf-8")
    assert "- **heads** \\= the total" not in text
    assert text.splitlines()[2].startswith("- **heads** = the total of heads = 2 + 3 + 2 + 1 = 8<br>Whole people")
    assert text.splitlines()[3].startswith("  - **heads of team retail enterprise** = the people of retail")
    assert here("explain", "heads", "-o", "heads.md").code == 2


@pytest.mark.parametrize("columns", [30, 40, 80, 100])
@pytest.mark.parametrize("name", [ACME, YUNFAN])
def test_no_line_is_wider_than_the_terminal(name: str, columns: int) -> None:
    import io

    from rich.console import Console

    import csplan
    from csplan.answers.explain.answer import explain
    from csplan.render.as_table import print_report

    report = explain(csplan.load(name), "heads", depth=3)
    for terminal in (False, True):
        text = io.StringIO()
        console = Console(file=text, width=columns, force_terminal=terminal, no_color=True, highlight=False)
        print_report(report._replace(title=""), console)
        lines = re.sub(r"\x1b\[[\d;]*m", "", text.getvalue()).splitlines()
        assert max(map(cell_len, lines)) <= max(columns, 40)
        # A number and its unit stay together.
        assert not any(re.match(r"[│├└ ]*(h|min)\b", line) for line in lines)


def test_colours_say_nothing_alone() -> None:
    import io

    from rich.console import Console

    import csplan
    from csplan.answers.explain.answer import explain
    from csplan.render.as_table import print_report

    report = explain(csplan.load(ACME), "heads")
    texts = []
    for terminal in (False, True):
        text = io.StringIO()
        print_report(report, Console(file=text, width=100, force_terminal=terminal, highlight=False))
        texts.append([line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", text.getvalue()).splitlines()])
    assert texts[0] == texts[1]


def test_names_do_nothing(run: Callable[..., Run], tmp_path: Path) -> None:  # noqa: F811
    evil = "[red]x[/] \x1b[31m<b>*y*</b> " + "long" * 30
    write(tmp_path, plan(segments=[segment(name=evil)]))
    done = run("explain", "heads")
    assert done.code == 0
    assert "\x1b" not in done.out
    assert "[red]x[/]" in done.out
    assert max(map(len, done.out.splitlines()[1:])) <= 100
    markdown = run("explain", "heads", "-f", "markdown").out
    assert "<b>" not in markdown
    assert "\\<b\\>" in markdown


def test_a_pipe_that_closes() -> None:
    done = process("explain", ACME, "heads")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("heads of plan Acme Cloud 2027: 8 people\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("csplan explain csms_by_t", ["csms_by_time"]),
        ("csplan explain heads --team lo", [r"logistics\ mid", r"long\ tail"]),
        ("csplan explain heads --segment sm", [r"small\ shops"]),
        ("csplan explain . pay --role p", ["pooled"]),
        ("csplan explain takes --task res", ["rescue"]),
        ("csplan explain share --line ho", ["hosting"]),
        ("csplan explain missing.yaml heads --team lo", []),
        ("csplan explain qqq", []),
    ],
)
def test_a_shell_completes(words: str, expected: list[str], here: Callable[..., Run], monkeypatch: Any) -> None:
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    monkeypatch.setenv("_CSPLAN_COMPLETE", "complete_bash")
    done = here()
    assert done.out.split() == " ".join(expected).split()
    monkeypatch.setenv("_CSPLAN_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", words)
    assert all(for_zsh(each.replace("\\", "")) in here().out for each in expected)


def test_words_of_tables_are_names(here: Callable[..., Run]) -> None:
    by_name = here("explain", "at_least", "--team", "logistics mid").out
    assert here("explain", "work needs", "--team", "logistics mid").out == by_name
    assert here("explain", "Work  Needs", "-s", "logistics mid").out.startswith("csms_at_least (work needs) of segment")
    assert here("explain", "gross margin", "--team", "logistics mid").out.startswith("gross_margin of team")
    unclear = here("explain", "today", "-s", "logistics mid")
    assert unclear.err == "csplan: 'today' may be csms_now or customers_per_csm_now\n  hint: name one of them\n"
    assert here("explain", "today", "--team", "logistics mid").out.startswith("csms_now (today) of team")


def test_two_levels_unless_asked(here: Callable[..., Run]) -> None:
    arguments = ("explain", "heads", "--team", "logistics mid")
    assert here(*arguments).out == here(*arguments, "-d", "2").out
    assert here(*arguments, "--all").out == here(*arguments, "-d", "99").out
    assert len(here(*arguments, "--all").out) > len(here(*arguments).out)
    assert here(*arguments, "-f", "json").out == here(*arguments, "-f", "json", "-d", "99").out


def test_sources_are_found(run: Callable[..., Run]) -> None:  # noqa: F811
    found = run("explain", "csm-management")
    assert found.out.startswith("Figures that rest on csm-management\n")
    assert "csms_by_arr" in found.out
    assert "cost_floor" not in found.out
    assert "docs/sources.md" in found.out
    assert "cash_break_even" in run("explain", "notes-17, section 4").out
    assert run("explain", "notes-99").code == 2
