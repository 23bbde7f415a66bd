"""The levels of a plan are one table: a level that is added there is evaluated, added up, traced and explained."""

from __future__ import annotations

import subprocess
import sys

import pytest

from csplan.engine.levels import ABOVE, BELOW, LEVELS, Level, inside
from csplan.engine.tree import inside as all_inside
from csplan.engine.tree import nodes
from tests.cases.nodes import plan_of

ADDED = '''
import sys
from importlib.util import find_spec
from types import ModuleType

# Two rows more in the table, before anything reads it: a region of a plan, and the stops of a region as rows.
with open(find_spec("csplan.engine.levels").origin, encoding="utf-8") as file:
    head, end, tail = file.read().partition(')\\n"""All levels')
table = head + """
    Level("region", ("plan",), part_of="plan", options=("--region",), section=("regions",)),
    Level("stop", ("region", "plan"), part_of="region", label="stop", options=("--stop",), section=("stops",)),
""" + end + tail
assert end
import csplan.engine
levels = sys.modules["csplan.engine.levels"] = csplan.engine.levels = ModuleType("csplan.engine.levels")
exec(table, levels.__dict__)

from csplan import figures
from csplan.figures.inputs import INPUTS

INPUTS["region"] = {"trips": ("Count", "journeys a year")}
INPUTS["stop"] = {"stop": ("Text", "its name"), "fare": ("Money", "price of one journey")}

def lens(of, source):
    module = ModuleType("lens_of_" + of)
    exec("from csplan.figures.arithmetic import total\\n" + source, module.__dict__)
    module.of = of
    figures.LENSES += (module,)

lens("stop", """
def ride_cost(fare: "Money", trips: "Count") -> "Money":
    'What the journeys to a stop cost a year.'
    return fare * trips
""")
for of, below in (("region", "ride_cost"), ("plan", "travel")):
    lens(of, f"""
def travel({below}: "list[Money]") -> "Money":
    'What all journeys cost a year.'
    return total({below})
""")

from csplan.engine.nodes import Rows
from csplan.engine.trace import plain, traced
from csplan.engine.tree import nodes, what_if
from tests.cases.nodes import plan_of

plan = plan_of({
    "roles": {"csm": {"customer_hours": 1000.0}},
    "segments": {"a": {"customers": 10.0, "arr": 1e6, "complexity": 1.0}},
    "regions": {"north": {"trips": 3.0}, "south": {"trips": 4.0}},
})
for node, fares in zip(nodes(plan, "region"), ([100.0, 20.0], [50.0]), strict=True):
    node.rows["stop"] = Rows("stop", {"stop": ["Oslo", "Bergen"][: len(fares)], "fare": fares}, node)
north, south = nodes(plan, "region")
'''


def shown(script: str) -> list[str]:
    """Return what a script prints where two levels were added."""
    run = subprocess.run([sys.executable, "-c", ADDED + script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_a_level_that_is_added_is_evaluated_and_adds_up() -> None:
    script = """
print(north.rows["stop"].column("ride_cost"))
print(north.value("travel"), south.value("travel"), plan.value("travel"))
dearer = what_if(plan, {("region", "north"): {"trips": 10.0}, ("stop", "south"): {"fare": [80.0]}})
print(dearer.value("travel"), plan.value("travel"))
"""
    assert shown(script) == ["[300.0, 60.0]", "360.0 200.0 560.0", "1520.0 560.0"]


def test_a_level_that_is_added_is_traced_and_explained() -> None:
    script = """
from csplan.answers.explain.absence import tree as absent
from csplan.answers.explain.asked import find, known_levels
from csplan.answers.explain.working import Working

root = traced(plan)
print(plain(root.value("travel")), [part.place for part in root.value("travel").parts[0].parts])
print([part.place for part in root.below["region"][0].value("travel").parts[0].parts])
print(known_levels("ride_cost"), known_levels("travel"))
asked = find(root, "ride_cost", {"region": "north", "stop": "Bergen"})
row = Working(None, "EUR").tree(asked, "ride_cost", 0).row
print(row["level"], row["region"], row["name"], row["value"], row["formula"], row["numbers"])

del plan.below["region"]
print(absent(find(plan, "travel", {}), "travel", 9).notes[-1])
"""
    assert shown(script) == [
        "560.0 [('region', 'north'), ('region', 'south')]",
        "[('stop', 'north/Oslo'), ('stop', 'north/Bergen')]",
        "['stop'] ['plan', 'region']",
        "stop north Bergen 60.0 fare × trips 20 × 3",
        "What is missing: add `regions`.",
    ]


def test_a_level_that_is_added_has_an_option() -> None:
    script = """
from csplan.cli.arguments import flat
from csplan.cli.explain import explain
print([each for each in flat(explain).__annotations__ if each in ("region", "stop")])
"""
    assert shown(script) == ["['region', 'stop']"]


def test_what_is_below_is_read_off_what_is_part_of_it() -> None:
    assert BELOW["plan"] == ("team", "spending", "csm", "indicator", "customer")
    assert BELOW["segment"] == ("task", "cost_line", "cell", "desk")
    assert BELOW["tier"] == ("segment", "cost_line")
    assert inside("team") == {
        "team",
        "segment",
        "task",
        "cost_line",
        "cell",
        "desk",
        "interval",
        "purpose",
        "book",
        "measure",
    }
    assert inside("spending") == {"spending"}


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_a_level_names_levels_that_there_are(level: Level) -> None:
    assert {*level.above, *level.groups, *filter(None, [level.part_of])} <= ABOVE.keys()
    assert not level.part_of or level.part_of in level.above
    assert level.part_of or not level.label


def test_nodes_of_each_level() -> None:
    plan = plan_of(
        {
            "roles": {"csm": {}, "pooled": {}},
            "teams": {"second": {"role": "pooled"}},
            "segments": {"a": {"team": "first"}, "b": {"team": "first"}, "c": {"team": "second"}},
            "spending": {"tool": {"spent": 1.0}},
        }
    )
    assert {level.name: [node.name for node in nodes(plan, level.name)] for level in LEVELS} == {
        "plan": ["plan"],
        "team": ["first", "second"],
        "segment": ["a", "b", "c"],
        "role": ["csm", "pooled"],
        "task": [],
        "cost_line": [],
        "cell": [],
        "desk": [],
        "interval": [],
        "purpose": [],
        "book": [],
        "measure": [],
        "spending": ["tool"],
        "csm": [],
        "bonus_part": [],
        "indicator": [],
        "stratum": [],
        "customer": [],
        "outcome": [],
        "experience": [],
        "tier": [],
    }
    assert {node.name for node in all_inside(plan)} == {"plan", "first", "second", "a", "b", "c", "tool"}
    assert [node.name for node in all_inside(plan.below["team"][0])] == ["first", "a", "b"]
