"""Rule packs: the shipped ones by name, others by path, and packs written into a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from csplan.findings.catalogue import values
from csplan.findings.diagnostic import Unusable
from csplan.findings.record import found
from csplan.loader.places import MERGED
from csplan.loader.problems import troubles
from csplan.plan.currencies import Currencies, code_or_nothing
from csplan.plan.rules import RulePack
from csplan.sources.files import read_text
from csplan.sources.yaml_events import parse
from csplan.sources.yaml_file import YamlFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.findings.diagnostic import Finding


def folder() -> Path:
    """Return where the shipped rule packs are: inside the installed package, or in the checkout it runs from."""
    package = Path(__file__).parents[1]
    installed = package / "configs"
    return installed if installed.is_dir() else package.parents[1] / "configs"


def names() -> list[str]:
    """Return the names of the shipped rule packs."""
    return sorted(path.stem for path in folder().glob("*.yaml"))


def shipped(name: str) -> YamlFile:
    """Return a shipped rule pack as it was read; the file's name is shown as the pack's."""
    path = folder() / f"{name}.yaml"
    text = read_text(path)
    parsed = parse(text)
    return YamlFile(f"{name}.yaml", text, parsed.data, parsed.marks)


def over(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """Return a pack in which some parts are overridden: triggers, pay and defaults one by one, all else as a whole."""
    merged = {**base, **{key: value for key, value in change.items() if key != "from"}}
    for part in MERGED:
        if isinstance(base.get(part), dict) and isinstance(change.get(part), dict):
            merged[part] = {**base[part], **change[part]}
    return merged


def read_pack(
    data: dict[str, Any], plan_currency: str | None, fx: Mapping[str, float]
) -> tuple[RulePack | None, list[Finding]]:
    """Read a pack's data; its money comes out in the plan's currency (in its own, where there is no plan)."""
    try:
        return _validated(data, plan_currency, fx), []
    except ValidationError as error:
        return None, troubles(error, RulePack)


def _validated(data: dict[str, Any], plan_currency: str | None, fx: Mapping[str, float]) -> RulePack:
    own = code_or_nothing(data.get("currency"))
    currencies = Currencies(own, own if plan_currency is None else plan_currency, fx)
    return RulePack.model_validate(data, context=currencies)


def load_pack(name: str) -> RulePack:
    """Return a shipped rule pack in its own currency; raises Unusable where none has the name."""
    if name not in names():
        raise Unusable(found(values.RULES_THERE_ARE, name=name, names=", ".join(names())))
    return _validated(shipped(name).data, None, {})
