"""What a schema accepts of a value, the reader does not refuse for its shape, unit or sign; and the reverse.

Texts come from the grammar and from noise near it. Patterns are tried with Python's regular expressions and with those
of ECMA-262, which editors use.
"""
# ruff: noqa: RUF001 - full-width text is among what is read

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import regress
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from csplan.plan import by_month, types
from csplan.plan.currencies import Currencies
from csplan.plan.purpose import Purpose
from csplan.plan.scenarios import ScenarioName
from csplan.schema.months import OF_MONTHS
from csplan.schema.patterns import SPACE
from csplan.schema.values import PACK, PATH, TABLE, VALUES
from csplan.values.grammar import MAGNITUDES, UNITS
from tests.schema.editors import as_an_editor_reads

if TYPE_CHECKING:
    from csplan.schema.values import Value


class AnyRate(dict[str, float]):
    """An exchange rate for every currency: which there are, no schema knows."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, _: str) -> float:
        return 1.0


RATES = Currencies("USD", "USD", AnyRate())
ADAPTERS = {kind: TypeAdapter(kind) for kind in VALUES}
VALIDATORS = {kind: Draft202012Validator(value.schema) for kind, value in VALUES.items()}
IDS = {value.name: kind for kind, value in VALUES.items()}
ONLY_THE_LOADER = ("it is too large", "the calendar has no such day")


def refusal(kind: Any, text: str) -> str | None:
    """Say what the loader has against a text, "" where it has nothing, and None where only the loader can know."""
    try:
        ADAPTERS[kind].validate_python(text, context=RATES)
    except ValidationError as error:
        [each] = error.errors()
        too_small = each["type"] == "out-of-range" and kind in (
            types.PositiveNumber,
            types.Goal,
            types.HoursOfDay,
            types.MonthsOfYear,
            types.DaysOfYear,
            types.AtOnce,
        )
        return None if each["msg"].endswith(ONLY_THE_LOADER) or (too_small and not signed(text)) else each["msg"]
    return ""


def signed(text: str) -> bool:
    """Tell whether a number is negative or zero as anybody sees."""
    return re.search("[-－]", text) is not None or not re.search("[1-9１-９]", text)


# --- texts ------------------------------------------------------------------------------------------------------------

digits = st.text("0123456789", min_size=1, max_size=4)
numbers = st.one_of(
    digits,
    st.from_regex(r"\A(0|[1-9][0-9]{0,2}(,[0-9]{3}|_[0-9]{3}){0,2})?(\.[0-9]{1,3})?\Z"),
    st.sampled_from(
        ["100", "1,000", "1_000", "1000", "99.9", "0", "0.0", "1", "1.0", "1.5", "-1", "010", "1.", "9" * 31]
    ),
)
magnitudes = st.sampled_from(["", "", *MAGNITUDES])
currencies = st.sampled_from(["", "", "USD", "rmb", "$", "¥", "US$", "元", "美元", "mln", "mio", "KES", "kk"])
signs = st.sampled_from(["", "", "", "-", "--", "+"])
spaces = st.sampled_from(["", "", "", " ", "  ", "\t", "\u3000", "\u00a0"])
money = st.builds("{}{}{}{}{}{}{}{}".format, signs, currencies, spaces, signs, numbers, spaces, magnitudes, currencies)
in_parentheses = st.builds("({}{}{})".format, spaces, money, spaces)
shares = st.builds("{}{}{}{}".format, signs, numbers, spaces, st.sampled_from(["%", "％", ""]))
parts = st.builds("{}{}{}{}".format, numbers, spaces, st.sampled_from([*UNITS, "w", "wk"]), spaces)
durations = st.lists(parts, min_size=1, max_size=4).map("".join)
dates = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["2027", "27", "0000"]),
    st.sampled_from("-/."),
    digits,
    st.sampled_from("-/."),
    digits,
)
comparisons = st.builds(
    "{}{}{}".format, st.sampled_from([">=", "<", "≥", "＞＝", "=", "!", "＜", ">>", "==", "＝"]), spaces, money
)
words = st.sampled_from(
    ["none", "none\n", "null", "~", "", "Null", "NO", "true", "x" * 200, "x" * 201, "nan", "ſUS", "ßU"]
)
pieces = st.sampled_from(
    [*"0123456789.,_-+()%:$¥ kKmMbBwWdhs/=<>!", "万", "亿", "元", "min", "小时", "\u212a", "\n", "\x1c", "\ufeff"]
)
noise = st.lists(pieces, max_size=10).map("".join) | st.text(max_size=8)
texts = st.one_of(money, in_parentheses, shares, durations, dates, comparisons, words, noise)


def full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


anywhere = st.builds("{}{}{}".format, spaces, texts | texts.map(full_width), spaces | st.just(" " * 60))

EDGES = (
    *("", " ", "~", " null ", "none", "none\n", " none", "NONE", "true", "x" * 200, "x" * 201),
    *("0", "-0", "00", "010", "1.", ".5", "0.5", "1.5", "-1", "+1", "1e3", "1,000", "1_000", "1,00", "1,_000", "1 000"),
    *(
        "9" * 15,
        "9" * 16,
        "0." + "1" * 28,
        "0." + "1" * 29,
        "1" + " " * 58 + "k",
        "1" + " " * 59 + "k",
        "\u20075\u2007",
    ),
    *(
        "0.0000001",
        "1k",
        "1 K",
        "2 mln",
        "2mln USD",
        "USD 2 mln",
        "mln 2",
        "2k mio",
        "2mmmk",
        "2mmm",
        "USD 2 USD",
        "usd2",
    ),
    *(
        "$5",
        "-$5",
        "$-5",
        "-$-5",
        "--5",
        "- 5",
        "- $5",
        "(5)",
        "(-5)",
        "(0)",
        "( 5 USD\t)",
        "(USD 5)",
        "(5",
        "5)",
        "(5) USD",
    ),
    *(
        "-0%",
        "-0.0 %",
        "0%",
        "100%",
        "100.0%",
        "100.5%",
        "101%",
        "999.9%",
        "1000%",
        "1,000%",
        "1_000%",
        "1,000.5%",
        "1,001%",
    ),
    *(
        "-1000%",
        "-1,000%",
        "-1001%",
        "-100%",
        "-5%",
        "-.5",
        "- 5%",
        "1.0",
        "1.01",
        "-1.0",
        "-1.01",
        ".5%",
        "75 %",
        "%",
        "2",
    ),
    *(
        "45",
        "45 min",
        "1h30m",
        "30m1h",
        "1h1h",
        "1d 4h",
        "1 d4 h 3 分钟 2s",
        "1个小时",
        "h",
        "1.5H",
        "1h,30m",
        "-1 h",
        "1 w",
    ),
    *("2027-01-01", "2027/1/1", "2027-1/1", "2027-123-1", "27-01-01", "2027-01-01T00:00"),
    *("USD", "usd", "US", "USDT", "U1D", "ſUS", "ßU", " rmb ", "ＵＳＤ", "\u212aES"),
    *(
        ">5",
        ">= 5",
        "≥5",
        "＞＝５",
        "=5",
        "!5",
        "＝5",
        "！5",
        ">>5",
        "≥=5",
        "> ",
        "< USD 5",
        ">= (5)",
        "> x",
        " >5 ",
        "a > 5",
        "> --5",
        "> (-5)",
        "> ( 5\t)",
        "--0",
        "(-0)",
        "(\t0\t)",
    ),
)


def agree(kind: Any, text: str) -> None:
    against = refusal(kind, text)
    if against is not None:
        assert VALIDATORS[kind].is_valid(text) == (not against), (text, against)
    pattern = VALUES[kind].schema["pattern"]
    assert (regress.Regex(pattern, "u").find(text) is not None) == (re.search(pattern, text) is not None)


@pytest.mark.parametrize("name", IDS)
def test_of_edges_both_think_alike(name: str) -> None:
    for text in EDGES:
        agree(IDS[name], text)
        agree(IDS[name], full_width(text))


@pytest.mark.parametrize("name", IDS)
@given(text=anywhere)
def test_a_text_is_accepted_by_both_or_by_none(name: str, text: str) -> None:
    agree(IDS[name], text)


@pytest.mark.parametrize("name", IDS)
@given(text=texts)
def test_what_the_loader_takes_no_editor_marks(name: str, text: str) -> None:
    """Also where the editor has made a number or a boolean of it; what YAML ends a scalar with does not come here."""
    kind = IDS[name]
    if refusal(kind, text) == "":
        assert VALIDATORS[kind].is_valid(as_an_editor_reads(text.strip()))


@pytest.mark.parametrize("name", IDS)
@given(
    number=st.integers(-(10**16), 10**16)
    | st.decimals(-2000, 2000, places=3).map(float)
    | st.sampled_from([0, 1, 24, 10**15])
)
@example(number=0)
@example(number=1.001)
@example(number=24.001)
def test_a_plain_number_is_accepted_by_both_or_by_none(name: str, number: float) -> None:
    kind = IDS[name]
    against = ""
    try:
        ADAPTERS[kind].validate_python(str(number), context=RATES)
    except ValidationError as error:
        against = str(error)
    assert VALIDATORS[kind].is_valid(number) == (not against), against


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("text", ["true", "false", "null", "~", ""])
def test_booleans_and_nothing(name: str, text: str) -> None:
    kind = IDS[name]
    assert VALIDATORS[kind].is_valid(as_an_editor_reads(text)) == (not refusal(kind, text))


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("shape", [{}, [], {"a": "1"}, ["1"]])
def test_a_mapping_or_a_list_is_no_value(name: str, shape: object) -> None:
    kind = IDS[name]
    assert not VALIDATORS[kind].is_valid(shape)
    with pytest.raises(ValidationError):
        ADAPTERS[kind].validate_python(shape, context=RATES)


@pytest.mark.parametrize("value", [*VALUES.values(), PATH, TABLE, PACK], ids=lambda value: value.name)
def test_a_value_is_explained_by_examples_that_are_right(value: Value) -> None:
    schema = value.schema
    assert schema["title"]
    assert schema["description"].endswith(".")
    examples = schema.get("examples", [])
    assert examples or value.name in {"Text", "Path", "Table"}
    assert all(Draft202012Validator(schema).is_valid(each) for each in examples)
    for kind in (each for each, known in VALUES.items() if known is value):
        assert not any(refusal(kind, str(each)) for each in examples)


def test_every_value_type_has_a_schema() -> None:
    annotated = {kind for kind in vars(types).values() if getattr(kind, "__metadata__", None)}
    composed = {types.Conditions, types.ByTier, types.ByTierOrSegment}
    of_months = {kind for kind in vars(by_month).values() if getattr(kind, "__metadata__", None)}
    assert (annotated - composed) | {ScenarioName, Purpose} == set(VALUES) | (annotated & set(OF_MONTHS))
    assert of_months <= set(OF_MONTHS)
    assert len(IDS) == len(VALUES)


def test_space_is_what_python_strips() -> None:
    stripped = {chr(code) for code in range(0x110000) if not chr(code).strip()}
    assert set(re.findall(f"[{SPACE}]", "".join(map(chr, range(0x110000))))) == stripped
