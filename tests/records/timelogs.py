"""Helper of the tests of time logs: writes a log beside a plan and reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.loader.places import Places
from csplan.plan.currencies import Currencies
from csplan.plan.document import read_document
from csplan.plan.placing import place
from csplan.plan.timelog import TimeLogFile
from csplan.records.log.log import read_time_log
from csplan.sources.yaml_file import open_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.findings.diagnostic import Finding
    from csplan.plan.log import TimeLog

PLAN = """\
segments: [{name: Retail}, {name: Logistics}]
tasks:
  - {name: onboarding, kind: implementation, per: new_customer, aliases: [Kick-off, 上线]}
  - {name: check-in, kind: proactive, per: customer}
  - {name: Team meeting, kind: internal}
time_log:
"""
CUSTOMERS = {"Acme": 0, "Borealis": 1, "云帆科技": 1}
HEAD = "date,csm,task,minutes,segment\n"


class Result(NamedTuple):
    """A log that was read, with all findings."""

    log: TimeLog | None
    found: list[Finding]

    @property
    def only(self) -> TimeLog:
        """The log, which has to be there."""
        assert self.log is not None, self.lines
        return self.log

    @property
    def lines(self) -> list[str]:
        """Findings, one line each: where, code and message."""
        return [
            f"{each.where.line}:{each.where.column} {each.code}: {each.message}" if each.where else each.message
            for each in self.found
        ]

    @property
    def codes(self) -> list[str]:
        """The codes of all findings."""
        return [each.code for each in self.found]

    @property
    def rows(self) -> list[tuple[str, str, int, str, float]]:
        """Occurrences: task, CSM, segment, day and minutes, in order."""
        from datetime import date

        log = self.only
        return sorted(
            (log.tasks[task], log.csms[csm], segment, date.fromordinal(day).isoformat(), round(minutes, 6))
            for task, csm, segment, day, minutes in zip(
                log.task, log.csm, log.segment, log.day, log.minutes, strict=True
            )
        )


def read_log(  # noqa: PLR0913 - what tests vary
    folder: Path,
    text: str | bytes,
    name: str = "log.csv",
    *,
    customers: dict[str, int] | None = CUSTOMERS,
    plan: str = PLAN,
    settings: str = "",
) -> Result:
    """Write a log and read it."""
    data = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(data)
    return read_named(folder, name, customers=customers, plan=plan, settings=settings)


def read_named(
    folder: Path, name: str, *, customers: dict[str, int] | None = CUSTOMERS, plan: str = PLAN, settings: str = ""
) -> Result:
    """Read a log by its name, which may not be there."""
    (folder / "csplan.yaml").write_text(f"{plan}  {{file: {name}{settings}}}\n", encoding="utf-8")
    found: list[Finding] = []
    file = open_yaml(folder / "csplan.yaml", "csplan.yaml", None, found)
    assert file is not None, found
    data = dict(file.data)
    section = TimeLogFile.model_validate(data.pop("time_log"))
    document = read_document(data, Currencies("USD", "USD", {}))
    log = read_time_log(
        section, document, place(document, None, None), customers, folder, Places(file), file.name, found
    )
    return Result(log, found)
