# ruff: noqa: E501 - a case is a line, with its whole message
"""Every kind of bad input gives a finding with a place, never a traceback, and at once."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from csplan.findings.diagnostic import PlanError, line
from csplan.loader.plan import load, load_all
from csplan.sources.files import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = """\
csplan: 1
currency: USD
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
"""
PLAN = HEAD + "segments: [{name: a, customers: 10, arr: 1M}]\n"
LONG = 60
"""Seconds: far more than anything here takes, and far less than an explosion would."""


def found(folder: Path, text: str | bytes) -> list[str]:
    (folder / "csplan.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    start = time.monotonic()
    loaded = load_all(folder)
    assert time.monotonic() - start < LONG
    assert all(each.where for each in loaded.diagnostics)
    return short(loaded.diagnostics, folder)


def short(diagnostics: object, folder: Path) -> list[str]:
    return [line(each).replace(f"{folder}/", "").removeprefix("csplan.yaml:") for each in diagnostics]  # type: ignore[attr-defined]


def test_the_plan_to_spoil_is_right(tmp_path: Path) -> None:
    assert found(tmp_path, PLAN) == []
    assert found(tmp_path, b"\xef\xbb\xbf" + PLAN.encode()) == []


BOMB = "a: &a [x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: error[empty-file]: the file is empty"),
        ("# nothing\n", "1:1: error[empty-file]: the file is empty"),
        ("---\n", "1:1: error[empty-file]: the file holds nothing"),
        ("- a\n", "1:1: error[wrong-shape]: a plan is a mapping of sections, not a list"),
        ("# a word\nword\n", "2:1: error[wrong-shape]: a plan is a mapping of sections, not a single value"),
        (PLAN + "---\nname: b\n", "5:1: error[yaml-documents]: a second document starts here"),
        ("a: " + "[" * 100_000, "1:67: error[yaml-depth]: nested more than 64 deep"),
        ("".join(" " * i + "a:\n" for i in range(70)), "65:65: error[yaml-depth]: nested more than 64 deep"),
        (PLAN.encode("utf-16"), "1:1: error[encoding]: the file is UTF-16, not UTF-8"),
        (PLAN.encode("utf-16-be"), "1:1: error[encoding]: the file is UTF-16, not UTF-8"),
        (PLAN.encode("utf-32-le"), "1:1: error[encoding]: the file is UTF-16, not UTF-8"),
        ((PLAN + "name: 云帆\n").encode("gb18030"), "5:1: error[encoding]: the file is not UTF-8: byte 0xd4"),
        ((PLAN + "name: Café\n").encode("latin-1"), "5:1: error[encoding]: the file is not UTF-8: byte 0xe9"),
        (PLAN + "name: a\0b\n", "5:8: error[yaml-syntax]: character U+0000 is not allowed"),
        (PLAN + "name: 云帆\x07\n", "5:9: error[yaml-syntax]: character U+0007 is not allowed"),
        (PLAN + "# x\u2028name: 云\x07\n", "6:8: error[yaml-syntax]: character U+0007 is not allowed"),
        (
            PLAN + "tasks:\n\t- a\n",
            "6:1: error[yaml-syntax]: this is not YAML: found character that cannot start any token",
        ),
        (
            PLAN + "name: 😀: b\n",
            "5:8: error[yaml-syntax]: this is not YAML: mapping values are not allowed in this context",
        ),
        (PLAN + "name: 'x\nrules: y\n", "5:7: error[yaml-syntax]: this is not YAML: found unexpected end of stream"),
        (PLAN + "tasks: [a\nfx: y\n", "5:8: error[yaml-syntax]: this is not YAML: did not find expected ',' or ']'"),
        (PLAN + ' name: "x"\n', "5:2: error[yaml-syntax]: this is not YAML: did not find expected key"),
        (PLAN + 'name: "\\ud800"\n', None),
        (PLAN + "name: !!binary aGk=\n", "5:7: error[yaml-tag]: tags are not supported: !!binary"),
        (PLAN + "tasks: !!set {a}\n", "5:8: error[yaml-tag]: tags are not supported: !!set"),
        (PLAN + "name: !!python/name:os.system [a]\n", "5:7: error[yaml-tag]: tags are not supported: !!python/name:os.system"),
        (PLAN + "name: *a\n", "5:7: error[yaml-alias]: aliases are not supported: *a"),
        (PLAN + "rules: *a\n", "5:8: error[yaml-alias]: aliases are not supported: *a"),
        (PLAN + "tasks: *a\n", "5:8: error[yaml-alias]: aliases are not supported: *a"),
        (PLAN + "name: &a b\n", "5:7: error[yaml-alias]: anchors are not supported: &a"),
        (PLAN + "<<: {name: b}\n", "5:1: error[yaml-merge]: merge keys are not supported"),
        (PLAN + "<<: *a\n", "5:1: error[yaml-merge]: merge keys are not supported"),
        (PLAN + "? [a, b]\n: [c]\n", "5:3: error[yaml-key]: a key is a single value"),
        (PLAN + "? {a: b}\n: c\n", "5:3: error[yaml-key]: a key is a single value"),
        (PLAN + "currency: [CNY]\n", "5:1: error[duplicate-key]: currency stands here twice; first in line 2"),
        (PLAN + "segmnts: []\n", "5:1: error[unknown-key]: unknown key 'segmnts'"),
        (PLAN + "true: 1\n", "5:1: error[unknown-key]: unknown key 'true'"),
        (PLAN + "name: " + "x" * 1_000_000, "5:7: error[name]: a name of 1000000 characters is too long"),
        (PLAN + "tasks:\n", "5:7: error[empty-value]: there is nothing here"),
        (PLAN + "tasks: ~\n", "5:8: error[empty-value]: there is nothing here"),
        (PLAN + "economics: null\n", "5:12: error[empty-value]: there is nothing here"),
        (PLAN + "stage:\n", "5:7: error[empty-value]: there is nothing here"),
        (PLAN + "rules:\n", "5:7: error[empty-value]: there is nothing here"),
        (PLAN + "accounts: ''\n", "5:11: error[empty-value]: there is nothing here"),
        (PLAN + "name: null\n", "5:7: error[empty-value]: there is nothing here"),
        (PLAN + "tasks: {a: 1}\n", "5:1: error[wrong-shape]: a list is meant here, not a mapping"),
        (PLAN + "economics: [a]\n", "5:1: error[wrong-shape]: a mapping is meant here, not a list"),
        (PLAN + "tasks: [12]\n", "5:9: error[wrong-shape]: a mapping is meant here, not a single value"),
        (PLAN + "stage: [new]\n", "5:1: error[wrong-shape]: a single value is meant here, not a list"),
        (PLAN + "name: {a: b}\n", "5:1: error[wrong-shape]: a single value is meant here, not a mapping"),
        (PLAN + "stage: grown\n", "5:8: error[unknown-value]: stage can't be 'grown'"),
        (PLAN + "fx: {CNY: 12:30}\n", '5:11: error[number]: "12:30" is not a number: it looks like a time'),
        (PLAN + "fx: {yuan: 1}\n", "5:6: error[currency]: 'yuan' is not a currency code"),
        (PLAN + "year: {starts: 2024-02-30}\n", '5:16: error[date]: "2024-02-30" is not a date: the calendar has no such day'),
        (PLAN + "year: {starts: 99999-01-01}\n", '5:16: error[date]: "99999-01-01" is not a date'),
        (PLAN + "# a\x85# b\u2028c: 1\n", "7:1: error[unknown-key]: unknown key 'c'"),
        (PLAN.replace("1M", ".nan"), '4:42: error[money]: ".nan" is not an amount of money: it is not finite'),
        (PLAN.replace("10,", "-.inf,"), '4:33: error[number]: "-.inf" is not a count: it is not finite'),
        (PLAN.replace("10,", "010,"), '4:33: error[number]: "010" is not a count: it starts with a zero'),
        (PLAN.replace("10,", "0x10,"), '4:33: error[number]: "0x10" is not a count: it is not decimal'),
        (PLAN.replace("10,", "9" * 5_000 + ","), '4:33: error[number]: "' + "9" * 39 + '…" is not a count: it is too long'),
        (PLAN.replace("10,", "yes,"), '4:33: error[number]: "yes" is not a count'),
        (PLAN.replace("1M", "&a 1M"), "4:42: error[yaml-alias]: anchors are not supported: &a"),
    ],
)  # fmt: skip
def test_bad_yaml(tmp_path: Path, text: str | bytes, expected: str | None) -> None:
    lines = found(tmp_path, text)
    if expected is None:
        assert len(lines) == 1
        assert lines[0].startswith("5:10: error[yaml-syntax]")
    else:
        assert lines == [expected]


def test_a_bomb_of_aliases(tmp_path: Path) -> None:
    lines = found(tmp_path, PLAN + BOMB)
    assert "6:4: error[yaml-alias]: anchors are not supported: &b" in lines
    assert "6:8: error[yaml-alias]: aliases are not supported: *a" in lines


def test_a_line_of_a_megabyte(tmp_path: Path) -> None:
    assert found(tmp_path, PLAN + "x: [" + "a," * 500_000 + "]\n") == ["5:1: error[unknown-key]: unknown key 'x'"]


def test_too_many_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("csplan.sources.yaml_events.MOST_VALUES", 50)
    assert found(tmp_path, PLAN) == []
    [line] = found(tmp_path, PLAN + "x: [" + "a," * 50 + "]\n")
    assert line == "1:1: error[file-size]: the file has more than 50 values"


def test_a_file_of_70_mb(tmp_path: Path) -> None:
    with (tmp_path / "csplan.yaml").open("wb") as file:
        file.truncate(70 * 1024 * 1024)
    assert short(load_all(tmp_path).diagnostics, tmp_path) == ["1:1: error[file-size]: the file is larger than 64 MiB"]
    assert MOST_BYTES < 70 * 1024 * 1024


# --- files that are none ----------------------------------------------------------------------------------------------


def make_pipe(folder: Path) -> None:
    os.mkfifo(folder / "x.yaml")


def make_folder(folder: Path) -> None:
    (folder / "x.yaml").mkdir()


def make_loop(folder: Path) -> None:
    (folder / "x.yaml").symlink_to("y.yaml")
    (folder / "y.yaml").symlink_to("x.yaml")


def make_way_out(folder: Path) -> None:
    (folder / "x.yaml").symlink_to("/etc/passwd")


def make_circle(folder: Path) -> None:
    (folder / "x.yaml").write_text("y.yaml\n")
    (folder / "y.yaml").write_text("x.yaml\n")


def make_itself(folder: Path) -> None:
    (folder / "x.yaml").write_text("./x.yaml\n")


def make_own_key(folder: Path) -> None:
    (folder / "x.yaml").write_text("tasks:\n  - name: a\n")


def make_latin(folder: Path) -> None:
    (folder / "x.yaml").write_bytes("- a\n- Café\n".encode("latin-1"))


def make_empty(folder: Path) -> None:
    (folder / "x.yaml").write_text("")


def make_near(folder: Path) -> None:
    (folder / "xx.yaml").write_text("")


def make_nothing(_: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "text", "expected"),
    [
        (make_nothing, "x.yaml", "5:8: error[missing-file]: x.yaml: there is no such file"),
        (make_near, "x.yaml", "5:8: error[missing-file]: x.yaml: there is no such file"),
        (make_nothing, "csplan.yaml/x", "5:8: error[missing-file]: csplan.yaml/x: there is no such file"),
        (make_nothing, "csplan.yaml", "5:8: error[file-cycle]: the files name each other in a circle: 'csplan.yaml'"),
        (make_nothing, '"a\\0b"', "5:8: error[missing-file]: no file can be named 'a\\x00b'"),
        (make_nothing, "../x.yaml", "5:8: error[outside-folder]: '../x.yaml' is outside the plan's folder"),
        (make_nothing, "/etc/passwd", "5:8: error[outside-folder]: '/etc/passwd' is outside the plan's folder"),
        (make_way_out, "x.yaml", "5:8: error[outside-folder]: 'x.yaml' is outside the plan's folder"),
        (make_nothing, ".", "5:8: error[directory]: .: this is a folder; a file is meant here"),
        (make_folder, "x.yaml", "5:8: error[directory]: x.yaml: this is a folder; a file is meant here"),
        (make_pipe, "x.yaml", "5:8: error[unreadable-file]: x.yaml: this is not a regular file"),
        (make_nothing, "x" * 300, f"5:8: error[unreadable-file]: {'x' * 300}: it can't be opened: file name too long"),
        (make_itself, "x.yaml", "x.yaml:1:1: error[file-cycle]: the files name each other in a circle: './x.yaml'"),
        (make_circle, "x.yaml", "y.yaml:1:1: error[file-cycle]: the files name each other in a circle: 'x.yaml'"),
        (make_own_key, "x.yaml", "x.yaml:1:1: error[wrong-shape]: this file already is the section tasks"),
        (make_latin, "x.yaml", "x.yaml:2:1: error[encoding]: the file is not UTF-8: byte 0xe9"),
        (make_empty, "x.yaml", "x.yaml:1:1: error[empty-file]: the file is empty"),
    ],
)
def test_bad_section_files(tmp_path: Path, make: Callable[[Path], None], text: str, expected: str) -> None:
    make(tmp_path)
    assert found(tmp_path, f"{PLAN}tasks: {text}\n") == [expected]


def test_a_loop_of_links(tmp_path: Path) -> None:
    make_loop(tmp_path)
    [line] = found(tmp_path, PLAN + "tasks: x.yaml\n")
    assert line.startswith("5:8: error[file-cycle]")


def test_a_near_name_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "csplan.yaml").write_text(PLAN + "tasks: task.yaml\n")
    (tmp_path / "tasks.yaml").write_text("[]")
    assert load_all(tmp_path).diagnostics[0].hint == "did you mean tasks.yaml?"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("none", "none:1:1: error[missing-file]: there is no such file"),
        ("none/csplan.yaml", "none/csplan.yaml:1:1: error[missing-file]: there is no such file"),
        ("empty", "empty/csplan.yaml:1:1: error[missing-file]: there is no such file"),
        ("pipe", "pipe:1:1: error[unreadable-file]: this is not a regular file"),
        ("a\0b", "a\0b:1:1: error[unreadable-file]: it can't be opened: embedded null byte"),
        ("link", "link:1:1: error[file-cycle]: it can't be opened: too many levels of symbolic links"),
    ],
)
def test_a_main_file_that_is_none(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("link")
    assert short(load_all(tmp_path / name).diagnostics, tmp_path) == [expected]


def test_a_device_is_no_plan() -> None:
    assert [each.code for each in load_all("/dev/zero").diagnostics] == ["unreadable-file"]


def refused(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("method", ["stat", "read_bytes", "is_dir"])
def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    # Root may read everything, so the refusal is made up.
    file = tmp_path / "csplan.yaml"
    file.write_text(PLAN)
    monkeypatch.setattr(f"pathlib.Path.{method}", refused)
    loaded = load_all(file)
    if method == "is_dir":
        assert loaded.plan is not None
    else:
        assert short(loaded.diagnostics, tmp_path) == [
            "1:1: error[unreadable-file]: it can't be opened: permission denied"
        ]


def test_no_permission_to_look_for_near_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathlib.Path.iterdir", refused)
    [each] = load_all(tmp_path / "none.yaml").diagnostics
    assert (each.code, each.hint) == ("missing-file", "")


def test_a_path_that_cannot_be_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "csplan.yaml").write_text(PLAN + "tasks: x.yaml\n")
    resolve = type(tmp_path).resolve

    def broken(self: Path) -> Path:
        if self.name == "x.yaml":
            raise RuntimeError("Symlink loop")
        return resolve(self)

    monkeypatch.setattr("pathlib.Path.resolve", broken)
    assert [each.code for each in load_all(tmp_path).diagnostics] == ["file-cycle"]


# --- all of it in one run, and nothing that is not wrong --------------------------------------------------------------


def test_every_problem_in_every_file_at_once(tmp_path: Path) -> None:
    (tmp_path / "tasks.yaml").write_text(
        "- {name: a, kind: proactiv, per: customer, takes: 1 h, times: 1}\n- {name: b}\n"
    )
    (tmp_path / "roles.yaml").write_text("csm: {pay: 1, loading: 300}\nother: {pay: x, loading: 1%, time: []}\n")
    lines = found(
        tmp_path,
        "csplan: 2\ncurrency: USD\nroles: roles.yaml\ntasks: tasks.yaml\nteams: none.yaml\n"
        "segments:\n  - {name: a, custmers: 10, arr: 1M, role: csm, team: x}\n  - {name: b, customers: 1, arr: -1M}\n"
        "  - {name: c, customers: 5, arr: 1M, new_customers: 6}\n",
    )
    assert lines == [
        "1:9: error[unknown-value]: csplan can't be '2'",
        "5:8: error[missing-file]: none.yaml: there is no such file",
        "7:15: error[unknown-key]: unknown key 'custmers'",
        "8:34: error[out-of-range]: '-1M' is out of range: 0 or more is meant here",
        "9:53: warning[more-than-customers]: 6 new_customers are more than the 5 customers of c",
        'roles.yaml:1:24: error[share]: "300" is not a share: a share without a percent sign is 1 at most',
        'roles.yaml:2:14: error[money]: "x" is not an amount of money',
        "roles.yaml:2:30: error[wrong-shape]: a mapping is meant here, not a list",
        "tasks.yaml:1:19: error[unknown-value]: kind can't be 'proactiv'",
        "tasks.yaml:2:3: error[missing-key]: kind is missing",
    ]


@pytest.mark.parametrize(
    "spoilt",
    [
        ("roles: {csm:", "roles: none.yaml\nx: {csm:"),
        ("pay: 120k", "pay: much"),
        ("tiers:", "tiers: none.yaml\nx:"),
        ("{name: low, acv: {max: 100k}", "{name: low, acv: {max: 100q}"),
        ("{name: low,", "{nam: low,"),
        ("teams:", "teams: none.yaml\nx:"),
        ("{name: t,", "{name: [t],"),
        ("rules: usd-2m", "rules: usd-3m"),
        ("currency: USD", "currency: dollars"),
        ("currency: USD", "currency: *x"),
        ("CNY: 0.125", "CNY: often"),
        ("arr: 2M CNY", "arr: 2q"),
        ("accounts:", "accounts: [a]\nx:"),
        ("accounts:", "accounts: none.csv\nx:"),
        ("economics:", "economics: [a]\nx:"),
        ("share: 10%", "share: 1000"),
        ("stage: growth", "stage: grown"),
    ],
)
def test_one_mistake_is_one_finding(tmp_path: Path, spoilt: tuple[str, str]) -> None:
    (tmp_path / "accounts.csv").write_text("customer,segment,arr,new,health\nx,a,9000,yes,red\ny,b,120k CNY,no,green\n")
    text = """\
csplan: 1
currency: USD
fx: {CNY: 0.125}
rules: usd-2m
stage: growth
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
tiers: [{name: low, acv: {max: 100k}, touch: low}, {name: high, acv: {min: 800k CNY}}]
teams: [{name: t, role: csm, csms_now: 1}]
segments:
  - {name: a, tier: low, team: t, renewal_rate: 90%}
  - {name: b, team: t, credited_revenue: 1M}
  - {name: c, customers: 20, arr: 2M CNY, new_customers: 1, at_risk: 5%}
accounts: accounts.csv
tasks: [{name: k, kind: proactive, per: new_customer, takes: 1 h, times: {low: 1}, aliases: [l]}]
economics:
  gross_margin: {low: 70%}
  growth: {required_return: 3}
  service_share: 50%
  costs: [{name: x, share: 10%, in: gross}, {name: y, amount: {low: 10 CNY}, in: gross}]
"""
    assert found(tmp_path, text) == []
    old, new = spoilt
    assert old in text
    # A section that is put aside, as x, leaves one more line, which is no follow-up.
    lines = [each for each in found(tmp_path, text.replace(old, new)) if "unknown key 'x'" not in each]
    assert len(lines) == 1, lines


def test_load_raises_with_every_error(tmp_path: Path) -> None:
    (tmp_path / "csplan.yaml").write_text(PLAN + "a: 1\nb: 2\n")
    with pytest.raises(PlanError, match=r"unknown key 'a'\n.*unknown key 'b'") as raised:
        load(tmp_path)
    assert [each.code for each in raised.value.diagnostics] == ["unknown-key", "unknown-key"]
