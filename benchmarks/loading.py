"""Loading a plan of 2,000 segments and 50 tasks with all checks, against parsing the same file with PyYAML alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml

from benchmarks.timing import ratio, report
from csplan.loader.plan import load_all

HEAD = """\
csplan: 1
name: large
currency: USD
rules: usd-2m
roles:
  csm:
    pay: 120k
    loading: 30%
    other_costs: 9k
    time: {contracted: 250 d, leave: 15 d, sick: 5 d, internal: 30%, realization: 85%}
tiers:
  - {name: high, acv: {min: 100k}, touch: high, max_customers_per_csm: 20}
  - {name: mid, acv: {min: 10k, max: 100k}, touch: mid}
  - {name: low, acv: {max: 10k}, touch: low, automation: strong}
economics:
  gross_margin: 75%
  costs: [{name: hosting, share: 10%, in: gross}]
"""
SEGMENT = """\
  - name: segment {number}
    tier: mid
    team: team {team}
    customers: {customers}
    arr: {arr}M
    new_customers: 12
    contract_years: 1
    renewal_rate: 92%
    expansion: 30k
    at_risk: 15%
    complexity: 1.1
    csms_now: 2
"""
SHORT = """\
  - name: segment {number}
    tier: mid
    team: team {team}
    customers: {customers}
    arr: {arr}M
    new_customers: 12
    csms_now: 2
"""
"""Seven keys: of what PyYAML parses, csplan has the more to check."""
TASK = """\
  - name: task {number}
    kind: proactive
    per: customer
    takes: {minutes} min
    times: {{high: 4, mid: 2, low: 0.5}}
    waste: mechanical
    avoidable: 20%
"""


def plan_text(segments: int = 2000, tasks: int = 50, segment: str = SEGMENT) -> str:
    """Return a large plan without findings."""
    parts = [HEAD, "segments:\n"]
    parts += [
        segment.format(number=n, team=n % 50, customers=100 + n % 37, arr=3 + n % 4 / 10) for n in range(segments)
    ]
    parts.append("tasks:\n")
    parts += [TASK.format(number=n, minutes=20 + n) for n in range(tasks)]
    return "".join(parts)


def rows() -> list[tuple[str, float, float]]:
    """Measure in this process."""
    return [
        (f"loading 2,000 segments {of} and 50 tasks, against yaml.load with CSafeLoader", measured(segment), 0.5)
        for of, segment in (("of 12 keys", SEGMENT), ("of 7 keys", SHORT))
    ]


def measured(segment: str) -> float:
    """Return the ratio of loading a plan to parsing it."""
    text = plan_text(segment=segment)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "csplan.yaml"
        path.write_text(text, encoding="utf-8")
        assert load_all(path).plan is not None
        return ratio(lambda: load_all(path), lambda: yaml.load(text, yaml.CSafeLoader))


if __name__ == "__main__":
    report(rows())
