"""Finds the rule pack that a plan uses: by name, by path, or written into the plan; packs may rest on others."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.diagnostics import Diagnostic, did_you_mean, quoted
from csplan.loader.places import MERGED
from csplan.loader.rules import names, over, read_pack, shipped
from csplan.loader.sections import Trail
from csplan.plan.types import NOTHING, code_or_nothing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csplan.diagnostics import Where
    from csplan.loader.places import Places, YamlFile
    from csplan.plan.rules import RulePack


class _Layer(NamedTuple):
    """One pack, or what a plan overrides, on top of the pack that it names in ``from``."""

    data: dict[str, Any]
    at_currency: Where


def find_pack(rules: Any, main: Path, places: Places) -> tuple[dict[str, Any] | None, list[Diagnostic]]:  # noqa: ANN401 - any YAML
    """Return the data of the pack that ``rules`` names or holds, all that it rests on included, and what was wrong.

    The pack is None where there is none that can be read. ``places`` learns the files of the packs.
    """
    found: list[Diagnostic] = []
    layers: list[_Layer] = []
    base = rules
    at = places.where(("rules",))
    trail = Trail(main, places.main.name, found)
    if isinstance(rules, dict):
        at = places.where(("rules", "from"))
        layers.append(_Layer(rules, places.where(("rules", "currency"))))
        base = rules.get("from")
    while base is not None:
        file = _file(base, trail, at)
        if file is None:
            return None, found
        places.packs.append(file)
        at = file.where(("from",))
        layers.append(_Layer(file.data, file.where(("currency",))))
        base = file.data.get("from")
    return _merged(layers, found), found


def _file(base: Any, trail: Trail, at: Where) -> YamlFile | None:  # noqa: ANN401 - any YAML
    def wrong(code: str, message: str, hint: str) -> None:
        trail.found.append(Diagnostic(code, "error", message, hint, at))

    if not isinstance(base, str):
        wrong("wrong-shape", "a rule pack is meant here: its name, its path, or the pack itself", "")
        return None
    text = base.strip()
    if text in NOTHING:
        wrong("empty-value", "there is nothing here", "name a rule pack, or leave the key out")
        return None
    if text in names():
        return shipped(text)
    if "/" not in text and not text.endswith((".yaml", ".yml")):
        hint = "; ".join(filter(None, (did_you_mean(text, names()), "a path ends in .yaml")))
        wrong("unknown-rules", f"no rule pack is named {quoted(text)}", hint)
        return None
    file = trail.follow(text, at)
    if file is not None and not isinstance(file.data, dict):
        trail.found.append(Diagnostic("wrong-shape", "error", "a rule pack is a mapping", "", file.where(())))
        return None
    return file


def _merged(layers: list[_Layer], found: list[Diagnostic]) -> dict[str, Any]:
    """Lay each pack over the one that it rests on; the currency of the last counts for all."""
    data: dict[str, Any] = {}
    for layer in reversed(layers):
        change = dict(layer.data)
        if data and change.get("currency") != data.get("currency"):
            own = change.pop("currency", None)
            if own is not None:
                message = f"the amounts of the pack below are in {data.get('currency')}, which can't be changed"
                hint = "leave currency out; write it with your own amounts where it is another: 3M USD"
                found.append(Diagnostic("currency", "error", message, hint, layer.at_currency))
        data = over(data, change)
    return data


NUMBERS = ("arr_per_csm", "arr_cap", "tiers")
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
    data: dict[str, Any], currency: str, fx: Mapping[str, float], places: Places, found: list[Diagnostic]
) -> RulePack | None:
    """Read a pack; its money comes out in the plan's currency ("" where that is not known)."""
    whole = {"name": "rules of the plan", "currency": currency or "USD", **data}
    own = code_or_nothing(whole["currency"])
    missing = bool(own and currency) and own != currency and own not in fx
    rules, wrong = read_pack(whole, currency, {**fx, own: nan} if missing else fx)
    if missing:
        message = f"the rule pack is in {own}, the plan in {currency}, and there is no exchange rate"
        hint = f"add `fx: {{{own}: ...}}`, the value of 1 {own} in {currency}"
        found.append(Diagnostic("missing-rate", "error", message, hint, places.where(("rules",))))
    for trouble in wrong:
        where = places.where(("rules", *trouble.path), key=trouble.key)
        found.append(Diagnostic(trouble.code, "error", trouble.message, trouble.hint, where))
    return None if missing else rules
