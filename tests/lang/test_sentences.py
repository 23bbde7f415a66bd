"""Whole sentences pass through ``say``: the source is searched for others, and a made-up language is spoken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from csplan.cli.app import app
from csplan.lang.say import language
from csplan.loader.plan import load_all
from tests.lang.sentences import unsaid

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "csplan"

DATA = {
    "__init__.py": "a mistake of a Python caller",
    "answers/hire/answer.py": "policies, said where a table has its title",
    "answers/hire/reforecast.py": "what is compared, said where it is",
    "answers/hire/tables.py": "lines of a table, said where it is made",
    "answers/starter.py": "a plan, which is the user's from then on",
    "cli/app.py": "help of the command line, which typer has in English, and a defect of csplan",
    "cli/complete.py": "what shells run",
    "engine/catalogue.py": "a mistake in the formulas",
    "engine/nodes.py": "as above",
    "figures/cases.py": "part of what figures mean: to be said with their docstrings",
    "figures/inputs.py": "what inputs mean, for docs and explain: to be said with the docstrings of figures",
    "figures/keys.py": "as above",
    "figures/units.py": "types",
    "records/ratings.py": "what cells may say",
    "plan/profiles.py": "the words of a rule pack, as the files in configs have them",
    "figures/renewals_kept.py": "as below",
    "figures/judged.py": "a value that reports say in their own words",
    "measure/against.py": "as above",
    "measure/indicators.py": "as above",
    "figures/reconciling.py": "a value that findings and reports say in their own words",
    "checks/fit.py": "as above: the name of the figure's value",
    "findings/catalogue": "titles of a page of the docs, and plans that are examples",
    "inputs/bindings.py": "patterns and types",
    "plan/every_key.py": "a type",
    "lang/glossary.py": "said where a label is asked for",
    "loader/front_headings.py": "headings of exports",
    "loader/front_log.py": "a plan, as of answers/starter.py",
    "loader/front_text.py": "as above",
    "loader/settings.py": "an example of a command",
    "loader/versions.py": "as above",
    "plan/document.py": "said where a section is missing",
    "plan/rules.py": "descriptions of facts, for docs and schema",
    "plan/log.py": "names among those of a log, as JSON keeps them",
    "plan/types.py": "said where a value is out of range",
    "records/book/amounts.py": "words in exports",
    "records/book/standing.py": "as above",
    "records/history/words.py": "as above",
    "records/log/durations.py": "as above",
    "records/log/headings.py": "as above",
    "records/log/layout.py": "as above",
    "records/log/rows.py": "types",
    "records/log/words.py": "words in exports",
    "records/months.py": "as above",
    "render/formats.py": "a mistake of a Python caller",
    "render/as_tree.py": "colours",
    "render/grid.py": "as above",
    "render/problems.py": "as above",
    "report/validation.py": "a value of JSON",
    "render/findings/as_junit.py": "a name in a file for programs, and the head of the file",
    "schema": "what editors show: with the descriptions of keys, to be said as a whole",
    "sources/asides.py": "words in exports",
    "sources/table.py": "what a reader of CSV says",
    "sources/git.py": "what git says",
    "sources/no_table.py": "names of formats",
    "sources/yaml_events.py": "said in the finding; and what a parser of YAML says",
    "studies/diff/changes.py": "names of rules, by which a change is known",
    "values/names.py": "words in exports",
    "values/mistakes.py": "said in the refusal",
}
"""Files, or folders, whose sentences are not said where they stand, each with the reason."""


def inside(file: str, places: object) -> bool:
    return any(file == place or file.startswith(f"{place}/") for place in places)  # type: ignore[attr-defined]


def test_sentences_are_found() -> None:
    source = '"""A docstring of words."""\nx = f"{n} people are needed"\nsay("all is well", who="of the team")\n'
    assert list(unsaid(source)) == [(2, "{} people are needed"), (3, "of the team")]
    assert list(unsaid('z = " or ".join(names)\n')) == [(1, " or ")]
    assert list(unsaid('y = say("all is well")\nField(None, description="how many there are")\n')) == []


def test_what_people_read_is_said() -> None:
    found = {
        f"{file}:{line}: {text}"
        for path in sorted(SOURCE.rglob("*.py"))
        if not inside(file := path.relative_to(SOURCE).as_posix(), DATA)
        for line, text in unsaid(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_exceptions_are_of_files_that_there_are() -> None:
    assert [place for place in DATA if not (SOURCE / place).exists()] == []


# --- a made-up language --------------------------------------------------------------------------------------


def backwards(sentence: str) -> str:
    """Return a sentence with every word reversed, and its facts in place."""
    parts = re.split(r"(\{\{|\}\}|\{\w*\})", sentence)
    return "".join(
        part if part[:1] in "{}" and part else re.sub(r"\w+", lambda word: word[0][::-1], part) for part in parts
    )


ENGLISH = re.compile(r"\b(the|of|and|are|has|have|is|not|with|that|which|what|for|from|than)\b")
"""Words that every English sentence is made of, and that names in plans are not."""


def test_every_word_is_reversed_and_facts_stay() -> None:
    assert (
        backwards("add `fx: {{{currency}: ...}}`, the rate of {n}") == "dda `xf: {{{currency}: ...}}`, eht etar fo {n}"
    )


INVALID = sorted(path for path in (ROOT / "tests/invalid").iterdir() if path.is_dir() or path.suffix == ".yaml")


@pytest.mark.parametrize("plan", INVALID, ids=lambda plan: plan.stem)
def test_findings_speak_another_language(plan: Path) -> None:
    english = load_all(plan).diagnostics
    with language(backwards):
        found = load_all(plan).diagnostics
    assert [(each.code, each.where) for each in found] == [(each.code, each.where) for each in english]
    for each in found:
        if each.code not in IN_ENGLISH:
            own = QUOTED.sub("", f"{each.message} {each.hint}")
            assert not ENGLISH.search(own.replace(plan.as_posix(), "")), own


QUOTED = re.compile(r"'[^']*'|`[^`]*`")
"""What users write, and what they are to write."""

IN_ENGLISH = {"yaml-syntax"}
"""What PyYAML says."""


COMMANDS = (
    ("headcount",),
    ("headcount", "--check"),
    ("headcount", "--wide"),
    ("cost-floor",),
    ("ceiling",),
    ("timelog",),
    ("options",),
    ("headcount", "--all"),
    ("headcount", "--compare", "base,lean"),
    ("explain", "heads", "--all"),
    ("explain", "--assumptions"),
    ("validate",),
)


@pytest.mark.parametrize("example", ["acme-usd", "yunfan-cny"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_runs_in_another_language(command: tuple[str, ...], example: str) -> None:
    name, *options = command
    runs_backwards([name, str(ROOT / "examples" / example), *options])


@pytest.mark.parametrize(
    "arguments",
    [
        *([command, "examples/yunfan-cny", "--all"] for command in ("headcount", "ceiling", "timelog", "options")),
        ["headcount", "examples/yunfan-cny", "--wide"],
        ["explain", "examples/yunfan-cny", "--assumptions"],
        ["diff", "examples/change/before.yaml", "examples/change/after.yaml", "--all"],
        ["hire", "examples/acme-usd", "--all"],
    ],
    ids=" ".join,
)
def test_no_english_is_left(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """In plans whose own names are no English sentences, and where no rule pack is cited."""
    monkeypatch.chdir(ROOT)
    with language(backwards):
        found = CliRunner().invoke(app, arguments).output
    assert [row for row in QUOTED.sub("", found).splitlines() if ENGLISH.search(row)] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["diff", "examples/change/before.yaml", "examples/change/after.yaml", "--fail-on", "heads+0,cost+40%"],
        ["pay", "examples/harbor-usd", "--all", "--wide"],
        ["pay", "examples/yunfan-cny", "--all"],
        ["pay", "examples/harbor-usd", "--all", "--csm", "Lou Petit", "--anonymous"],
        ["health", "examples/harbor-usd", "--all", "--customers", "--anonymous"],
        ["rules"],
        ["rules", "usd-2m"],
        ["validate", "tests/mixed"],
        ["explain"],
    ],
    ids=" ".join,
)
def test_what_needs_no_plan_or_two_runs_in_another_language(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    runs_backwards(arguments)


def runs_backwards(arguments: list[str]) -> None:
    english = CliRunner().invoke(app, arguments)
    with language(backwards):
        found = CliRunner().invoke(app, arguments)
    assert found.exit_code == english.exit_code, found.output
    assert not isinstance(found.exception, Exception), found.exception
    assert re.findall(r"[0-9]+", found.output) != []
    assert found.output != english.output


@pytest.mark.parametrize("command", ["headcount", "cost-floor", "ceiling", "timelog", "options"])
def test_json_has_the_same_names_and_numbers_in_every_language(command: str) -> None:
    import json

    def numbers(value: object) -> object:
        if isinstance(value, dict):
            return {key: numbers(each) for key, each in value.items()}
        if isinstance(value, list):
            return [numbers(each) for each in value]
        return None if isinstance(value, str) else value

    arguments = [command, str(ROOT / "examples/acme-usd"), "-f", "json"]
    english = json.loads(CliRunner().invoke(app, arguments).stdout)
    with language(backwards):
        found = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert numbers(found) == numbers(english)
