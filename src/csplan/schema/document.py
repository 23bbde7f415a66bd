"""From the models of a plan to its JSON Schema: of the whole plan, of a section in a file of its own, of a rule pack.

The schema accepts what the loader accepts of shapes and units: which keys there are and which have to be there; where
a list, a mapping or a single value stands; how a value is written, its unit and its sign. In findings: unknown-key,
missing-key (of keys that are always needed), wrong-shape, empty-value, empty-section, unknown-value, number, money,
share, duration, date, currency, condition, name, and out-of-range of signs, of shares and of plain numbers.

The loader alone knows what an editor can't: other files; what names and exchange rates refer to; sums and
contradictions; whether the calendar has a day; how large a number in a text is; digits past those that a float has; and
what an editor never sees of YAML: a key that stands twice, a number written 010 or 1e3, an anchor, a tag.
In turn a file or a pack that is named like a number or ``true`` needs quotes in an editor: hardly anybody means one.
"""

from __future__ import annotations

import json
import re
import types as kinds
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from csplan.plan.desks import ArrivalsForm
from csplan.plan.document import IN_FILES, NEEDED, NOT_EMPTY, PlanFile, field_of
from csplan.plan.health import DimensionForm, IndicatorForm
from csplan.plan.history import SnapshotItem
from csplan.plan.pay import ByRole
from csplan.plan.people import PersonItem, Values
from csplan.plan.rules import FACTS, Fact, RulePack
from csplan.plan.scorecard import DepthForm
from csplan.plan.timelog import ColumnForm
from csplan.plan.types import (
    ALL,
    FileForm,
    FileOrList,
    Listed,
    LongForm,
    Name,
    PartOf,
    Share,
    Spread,
    SpreadFurther,
    Text,
    Time,
    WholeForm,
)
from csplan.schema.months import OF_MONTHS
from csplan.schema.values import PACK, PATH, TABLE, VALUES, Schema, Value

if TYPE_CHECKING:
    from pydantic import BaseModel, BeforeValidator
    from pydantic.fields import FieldInfo

SECTIONS = ("plan", *IN_FILES, "rules")
"""What there is a schema of: what a file may hold."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SAID = ("title", "description")
_OTHER_KEYS: dict[Any, Any] = {PersonItem: Values, SnapshotItem: Text}
"""What stands under other keys of an item, where it may have any."""
_TITLES = {"plan": "A csplan plan", "rules": "A csplan rule pack"}


def as_text(section: str = "plan") -> str:
    """Return a schema as it goes into a file."""
    return json.dumps(schema(section), indent=2, ensure_ascii=False) + "\n"


def schema(section: str = "plan") -> Schema:
    """Return the schema of a file that holds a section, a rule pack (``rules``), or the whole plan (``plan``)."""
    writer = _Writer()
    if section == "plan":
        properties = {key: writer.section(key) for key in PlanFile.model_fields}
        found = _mapping(PlanFile, properties, list(NEEDED))
    elif section == "rules":
        found = writer.pack()
    else:
        found = writer.section(section)
    title = _TITLES.get(section, f"The section {section} of a csplan plan")
    return {"$schema": _DIALECT, **found, "title": title, "$defs": dict(sorted(writer.defs.items()))}


class _Writer:
    """Writes the schemas of annotations. What has a name of its own goes to ``defs``.

    Where a value has a short form and a long one, of another type, one schema has the keywords of both: each keyword is
    only for its type, and an editor says what is wrong with what stands there, not that none of several schemas fits.
    """

    def __init__(self) -> None:
        self.defs: dict[str, Schema] = {}

    def section(self, key: str) -> Schema:
        """Return the schema of a section; one that may stand in a file may be its path."""
        field = field_of(key)
        if key == "rules":
            return _titled(key, field, _or(self.pack(), PACK))
        found = self._of(_annotation(field))
        if key in NOT_EMPTY:
            found |= {"minItems" if found["type"] == "array" else "minProperties": 1}
        if key in IN_FILES:
            # A model that is only a section's is written where the section is.
            found = _or(self.defs.pop(found["$ref"].rpartition("/")[2]) if "$ref" in found else found, PATH)
            key += ", or the path of a file that holds it"
        return _titled(key, field, found)

    def pack(self) -> Schema:
        """Return the schema of a rule pack; one of a plan's own takes name and currency from the plan."""
        return _mapping(RulePack, self._properties(RulePack), [])

    def _of(self, annotation: Any) -> Schema:  # noqa: ANN401, PLR0911 - any annotation, one kind a return
        if annotation in VALUES:
            return self._define(*VALUES[annotation])
        if annotation in OF_MONTHS:
            return self._define(*OF_MONTHS[annotation])
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin in (Union, kinds.UnionType):
            [annotation] = (each for each in arguments if each is not type(None))
            return self._of(annotation)
        if origin is Annotated:
            return self._with_short_form(*arguments)
        if origin is Literal:
            return {"enum": [each for text in arguments for each in _as_editors_read(text)]}
        if origin is tuple:
            return {"type": "array", "items": self._of(arguments[0])}
        if origin is dict:
            return self._mapping_of(*arguments)
        return self._define(annotation.__name__, self._model(annotation))

    def _with_short_form(self, long: Any, mark: BeforeValidator) -> Schema:  # noqa: ANN401 - any annotation
        short_forms = {
            Spread: self._by_tier,
            SpreadFurther: self._by_tier_or_segment,
            Listed: self._one_or_more,
            LongForm: self._with_source,
            FileForm: self._table,
            WholeForm: self._whole,
            ColumnForm: self._column,
            ArrivalsForm: self._arrivals,
            FileOrList: self._table_or_list,
            DimensionForm: self._dimension,
            IndicatorForm: self._of_a_column,
            DepthForm: self._of_a_column,
            ByRole: self._by_role,
        }
        return short_forms[mark](long)

    def _by_tier(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        kind = get_args(long)[1]
        short = VALUES.get(kind) or OF_MONTHS[kind]
        found = _or(self._of(long) | {"minProperties": 1}, short, "; by tier where it differs")
        return self._define(f"{short.name}ByTier", found)

    def _by_tier_or_segment(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        short = VALUES[get_args(long)[1]]
        found = _or(self._of(long) | {"minProperties": 1}, short, "; by tier or segment where it differs")
        return self._define(f"{short.name}ByTierOrSegment", found)

    def _one_or_more(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        short = VALUES[get_args(long)[0]]
        more = ", or a list of which any has to hold" if short.name == "Condition" else ", or a list of them"
        return self._define(f"{short.name}s", _or(self._of(long), short, more))

    def _with_source(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        [kind] = long.__pydantic_generic_metadata__["args"]
        short = VALUES.get(kind) or OF_MONTHS[kind]
        return self._define(f"{short.name}WithSource", _or(self._model(long), short, "; perhaps with its source"))

    def _whole(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        short = VALUES[Time]
        return self._define(f"{long.__name__}OrTotal", _or(self._model(long), short, "; or its parts"))

    def _table(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        return _or(self._model(long), TABLE)

    def _column(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        found = _or(self._model(long), VALUES[Text], ": a heading, a list of which the first that is filled counts")
        found["type"].append("array")
        return self._define("Column", found | {"items": self._of(Text)})

    def _arrivals(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        found = _or(self._model(long), TABLE, ", or shares of a day's contacts")
        found["type"].append("array")
        return self._define("Arrivals", found | {"items": self._of(Share)})

    def _table_or_list(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        found = _or(self._model(long), TABLE, ", or a list of what would stand in it")
        found["type"].append("array")
        [item] = get_args(get_args(long.model_fields["listed"].annotation)[0])[:1]
        others = {"additionalProperties": self._of(_OTHER_KEYS[item])} if item in _OTHER_KEYS else {}
        return self._define(long.__name__, found | {"items": self._model(item) | others})

    def _dimension(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        return self._define("Dimension", _or(self._model(long), VALUES[PartOf], ", or its weight alone"))

    def _of_a_column(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        return self._define(long.__name__, _or(self._model(long), VALUES[Name], ", or the name of its column"))

    def _by_role(self, long: Any) -> Schema:  # noqa: ANN401 - any annotation
        short = VALUES[get_args(long)[1]]
        return self._define(f"{short.name}ByRole", _or(self._of(long) | {"minProperties": 1}, short, "; or by role"))

    def _mapping_of(self, key: Any, value: Any) -> Schema:  # noqa: ANN401 - any annotation
        if key is Fact:
            properties = {fact: {"description": text, **self._of(value)} for fact, text in FACTS.items()}
            return {"type": "object", "properties": properties, "additionalProperties": False}
        names = {} if key is str else {"propertyNames": self._of(key)}
        return {"type": "object", **names, "additionalProperties": self._of(value)}

    def _model(self, model: type[BaseModel]) -> Schema:
        required = [field.alias or name for name, field in model.model_fields.items() if field.is_required()]
        return _mapping(model, self._properties(model), required)

    def _properties(self, model: type[BaseModel]) -> Schema:
        fields = ((field.alias or name, field) for name, field in model.model_fields.items())
        return {key: _titled(key, field, self._of(_annotation(field))) for key, field in fields if key != ALL}

    def _define(self, name: str, found: Schema) -> Schema:
        self.defs[name] = found
        return {"$ref": f"#/$defs/{name}"}


def _annotation(field: FieldInfo) -> Any:  # noqa: ANN401 - any annotation
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def _as_editors_read(text: str) -> tuple[str | int, ...]:
    """Return what a text may be to an editor: a number is one, unless it is in quotes."""
    return (int(text), text) if text.isdecimal() else (text,)


def _mapping(model: type[BaseModel], properties: Schema, required: list[str]) -> Schema:
    title = re.sub("(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()
    says = {"title": title, "description": " ".join((model.__doc__ or "").split())}
    needs = {"required": required} if required else {}
    return {**says, "type": "object", "properties": properties, **needs, "additionalProperties": False}


def _titled(key: str, field: FieldInfo, found: Schema) -> Schema:
    """Return what stands under a key, as an editor explains it; a value's title says how it is written."""
    title = {} if "$ref" in found else {"title": key}
    return {**title, "description": field.description, **{key: found[key] for key in found if key not in _SAID}}


def _or(long: Schema, short: Value, more: str = "") -> Schema:
    """Return the schema of a long form that may be written in short; ``more`` goes into the title."""
    merged = short.schema | {key: value for key, value in long.items() if key not in _SAID}
    merged["title"] = short.schema["title"] + more
    merged["type"] = [*short.schema["type"], long["type"]]
    if "properties" in long:
        # Of its keys an editor says itself what is wrong; the message is for the text.
        merged["patternErrorMessage"] = merged.pop("errorMessage")
    return merged
