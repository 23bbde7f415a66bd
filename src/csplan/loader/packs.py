"""Finds the rule pack that a plan uses: by name, by path, or written into the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.diagnostics import Diagnostic, did_you_mean, quoted
from csplan.loader.files import Unusable, inside
from csplan.loader.rules import names, over, read_pack, shipped
from csplan.loader.sections import open_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.diagnostics import Where
    from csplan.loader.places import Places, YamlFile
    from csplan.plan.rules import RulePack


class Pack(NamedTuple):
    """A pack's data before it is read: from a file, with what the plan overrides."""

    data: dict[str, Any]
    file: YamlFile | None
    override: dict[str, Any] | None


def find_pack(rules: Any, folder: Path, places: Places, found: list[Diagnostic]) -> Pack | None:  # noqa: ANN401 - any YAML
    """Return the pack that ``rules`` names or holds; None, with a finding, where there is none."""
    if isinstance(rules, str):
        file = _file(rules, folder, places.where(("rules",)), found)
        return Pack(file.data, file, None) if file else None
    if not isinstance(rules, dict):
        message = "rules is a name, a path, or a rule pack written here"
        found.append(Diagnostic("wrong-shape", "error", message, "", places.where(("rules",))))
        return None
    base = rules.get("from")
    if base is None:
        return Pack({"name": "rules of the plan", **rules}, None, rules)
    if not isinstance(base, str):
        message = "`from` names the rule pack that is overridden"
        found.append(Diagnostic("wrong-shape", "error", message, "", places.where(("rules", "from"))))
        return None
    file = _file(base, folder, places.where(("rules", "from")), found)
    return Pack(over(file.data, rules), file, rules) if file else None


def _file(text: str, folder: Path, at: Where, found: list[Diagnostic]) -> YamlFile | None:
    if text in names():
        return shipped(text)
    if "/" not in text and not text.endswith((".yaml", ".yml")):
        hint = did_you_mean(text, names()) + "; a path ends in .yaml"
        found.append(Diagnostic("unknown-rules", "error", f"no rule pack is named {quoted(text)}", hint, at))
        return None
    try:
        path = inside(folder, text)
    except Unusable as error:
        found.append(Diagnostic(error.code, "error", error.message, error.hint, at))
        return None
    head, slash, _ = at.file.rpartition("/")
    file = open_yaml(path, head + slash + text, at, found)
    if file is not None and not isinstance(file.data, dict):
        found.append(Diagnostic("wrong-shape", "error", "a rule pack is a mapping", "", file.where(())))
        return None
    return file


def use_pack(
    pack: Pack, currency: str, fx: dict[str, float], places: Places, found: list[Diagnostic]
) -> RulePack | None:
    """Read a pack; its money comes out in the plan's currency."""
    data = pack.data if "currency" in pack.data else {**pack.data, "currency": currency}
    rules, wrong = read_pack(data, currency, fx)
    missing_rate = False
    for trouble in wrong:
        if trouble.code == "missing-rate":
            missing_rate = True
            continue
        in_plan = pack.override is not None and (not trouble.path or trouble.path[0] in pack.override)
        if in_plan or pack.file is None:
            where = places.where(("rules", *trouble.path), key=trouble.key)
        else:
            where = pack.file.where(trouble.path, key=trouble.key)
        found.append(Diagnostic(trouble.code, "error", trouble.message, trouble.hint, where))
    if missing_rate:
        own = str(data["currency"])
        message = f"the rule pack is in {own}, the plan in {currency}, and there is no exchange rate"
        hint = f"add `fx: {{{own}: ...}}`, the value of 1 {own} in {currency}"
        found.append(Diagnostic("missing-rate", "error", message, hint, places.where(("rules",))))
    return rules
