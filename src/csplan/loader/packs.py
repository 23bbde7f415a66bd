"""Finds the rule pack that a plan uses: by name, by path, or written into the plan; packs may rest on others."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.findings.catalogue import values
from csplan.findings.diagnostic import NOWHERE, closest, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.loader.places import MERGED
from csplan.loader.rules import names, over, read_pack, shipped
from csplan.loader.sections import Trail
from csplan.plan.currencies import code_or_nothing
from csplan.plan.types import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csplan.findings.diagnostic import Finding, Where
    from csplan.loader.places import Places
    from csplan.plan.rules import RulePack
    from csplan.sources.yaml_file import YamlFile


class _Layer(NamedTuple):
    """One pack, or what a plan overrides, on top of the pack that it names in ``from``."""

    data: dict[str, Any]
    at_currency: Where


def find_pack(rules: Any, main: Path, places: Places) -> tuple[dict[str, Any] | None, list[Finding]]:  # noqa: ANN401 - any YAML
    """Return the data of the pack that ``rules`` names or holds, all that it rests on included, and what was wrong.

    The pack is None where there is none that can be read. ``places`` learns the files of the packs.
    """
    wrong: list[Finding] = []
    layers: list[_Layer] = []
    base = rules
    at = places.where(("rules",))
    trail = Trail(main, places.main.name, wrong)
    if isinstance(rules, dict):
        at = places.where(("rules", "from"))
        layers.append(_Layer(rules, places.where(("rules", "currency"))))
        base = rules.get("from")
    while base is not None:
        file = _file(base, trail, at)
        if file is None:
            return None, wrong
        places.packs.append(file)
        at = file.where(("from",))
        layers.append(_Layer(file.data, file.where(("currency",))))
        base = file.data.get("from")
    return _merged(layers, wrong), wrong


def _file(base: Any, trail: Trail, at: Where) -> YamlFile | None:  # noqa: ANN401 - any YAML
    if not isinstance(base, str):
        trail.found.append(found(values.NO_PACK, at))
        return None
    text = base.strip()
    if text in NOTHING:
        trail.found.append(found(values.NO_RULES, at))
        return None
    if text in names():
        return shipped(text)
    if "/" not in text and not text.endswith((".yaml", ".yml")):
        meant = closest(text, names())
        record = values.RULES_MEANT if meant else values.UNKNOWN_RULES
        trail.found.append(found(record, at, name=quoted(text), meant=meant))
        return None
    file = trail.follow(text, at)
    if file is not None and not isinstance(file.data, dict):
        trail.found.append(found(values.PACK_IS_NO_MAPPING, file.where(())))
        return None
    return file


def _merged(layers: list[_Layer], wrong: list[Finding]) -> dict[str, Any]:
    """Lay each pack over the one that it rests on; the currency of the last counts for all."""
    data: dict[str, Any] = {}
    for layer in reversed(layers):
        change = dict(layer.data)
        if data and change.get("currency") != data.get("currency"):
            own = change.pop("currency", None)
            if own is not None:
                wrong.append(found(values.CURRENCY_OF_PACK, layer.at_currency, currency=data.get("currency")))
        data = over(data, change)
    return data


NUMBERS = ("arr_per_csm", "arr_cap", "tiers", "purposes")
"""Parts of a rule pack whose numbers count, beside those that are overridden one by one; benchmarks are only shown."""


def overridden(rules: Any, places: Places) -> list[tuple[str, ...]]:  # noqa: ANN401 - any YAML
    """Return the paths in a rule pack of the numbers that the plan, or a pack of its own, puts over another pack's."""
    layers = [*([rules] if isinstance(rules, dict) else []), *(pack.data for pack in places.packs)]
    paths: dict[tuple[str, ...], None] = {}
    for layer in layers[:-1]:
        paths.update(dict.fromkeys((part,) for part in NUMBERS if part in layer))
        parts = {part: layer[part] for part in MERGED if isinstance(layer.get(part), dict)}
        paths.update(dict.fromkeys((part, name) for part, numbers in parts.items() for name in numbers))
    return list(paths)


def use_pack(
    data: dict[str, Any], currency: str, fx: Mapping[str, float], places: Places, said: list[Finding]
) -> RulePack | None:
    """Read a pack; its money comes out in the plan's currency ("" where that is not known)."""
    whole = {"name": say("rules of the plan"), "currency": currency or "USD", **data}
    own = code_or_nothing(whole["currency"])
    missing = bool(own and currency) and own != currency and own not in fx
    rules, wrong = read_pack(whole, currency, {**fx, own: nan} if missing else fx)
    if missing:
        said.append(found(values.NO_RATE_FOR_PACK, places.where(("rules",)), currency=own, own=currency))
    for trouble in wrong:
        at = trouble.at or NOWHERE
        said.append(trouble._replace(where=places.where(("rules", *at.path), key=at.key), at=None))
    return None if missing else rules
