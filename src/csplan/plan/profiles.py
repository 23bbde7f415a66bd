"""What a rule pack says of people: whom to hire for which product, which purpose suits whom, what renewals say late."""

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from csplan.plan.keys import said
from csplan.plan.purpose import Purpose
from csplan.plan.tiers import Touch
from csplan.plan.types import LongForm, PositiveNumber, Section, Share, Sourced, Span, Text

Skill = Literal["service", "business", "industry"]
SKILLS: tuple[Skill, ...] = ("service", "business", "industry")
"""What a CSM needs: service to customers, the product in the customer's business, the customer's industry.

Source: csm-management, section 10.
"""
Product = Literal["simple", "technical", "vertical", "change"]


class Profile(Section):
    """Whom to hire for a product, and how much each skill counts; the three add up to 100%."""

    look_for: Text = Field(description="where people who can do it are found")
    service: Share = Field(description="how much service to customers counts")
    business: Share = Field(description="how much knowing the product in the customer's business counts")
    industry: Share = Field(description="how much knowing the customer's industry counts")
    rest: Text | None = Field(None, description="what else to look for")
    source: Text = Field("", description="where it comes from: short name and section")
    note: Text = Field("", description="what to know about it")

    def weight(self, skill: Skill) -> float:
        """Return how much a skill counts."""
        return {"service": self.service, "business": self.business, "industry": self.industry}[skill]


def _profile(look_for: str, weights: tuple[float, float, float], rest: str | None, description: str) -> Any:  # noqa: ANN401 - a field of pydantic
    service, business, industry = weights
    note = "whom to look for is the source's, the weights are a convention of csplan"
    return Field(
        default_factory=lambda: Profile.model_construct(
            look_for=look_for,
            service=service,
            business=business,
            industry=industry,
            rest=rest,
            source="gainsight-ceo, section 10",
            note=note,
        ),
        description=description,
    )


class Profiles(Section):
    """Whom to hire, by what the segment is sold."""

    technical: Profile = _profile(
        "support and sales engineers", (0.3, 0.45, 0.25), "depth in the product", "for a technical product"
    )
    vertical: Profile = _profile(
        "people from the buyer's side", (0.3, 0.25, 0.45), "knows the cycle of the trade", "for a product of one trade"
    )
    change: Profile = _profile(
        "consultants", (0.3, 0.3, 0.4), "has led a change", "for a product that changes how customers work"
    )
    simple: Profile = _profile(
        "service, support and sales: widen the funnel",
        (0.5, 0.3, 0.2),
        None,
        "for a simple product, and where nothing is said of it",
    )

    def of(self, product: Product | None) -> Profile:
        """Return the profile for a product."""
        found = {"technical": self.technical, "vertical": self.vertical, "change": self.change}
        return found.get(product or "", self.simple)


class PurposeRule(Section):
    """Which customers a purpose suits, by the touch of their tier."""

    name: Purpose = Field(description="the purpose")
    suits: tuple[Touch, ...] = Field(description="touches of tiers that it suits: [high, mid]")
    source: Text = Field("", description="where it comes from: short name and section")
    note: Text = Field("", description="what to know about it")


class _Suits(NamedTuple):
    """A purpose, and whom it suits."""

    name: Purpose
    suits: tuple[Touch, ...]


_SMALL: tuple[Touch, ...] = ("mid", "low", "digital")
_LARGE: tuple[Touch, ...] = ("high", "mid")
_PEOPLE: tuple[Touch, ...] = ("high", "mid", "low")
_ALL: tuple[Touch, ...] = ("high", "mid", "low", "digital")
_SUITS = (
    *(_Suits(name, _SMALL) for name in ("product_feedback", "operating_proposals", "stickiness")),
    _Suits("use_level", _PEOPLE),
    _Suits("executives", _LARGE),
    _Suits("inside_knowledge", _LARGE),
    _Suits("expansion", _PEOPLE),
    *(_Suits(name, _ALL) for name in ("onboarding", "collection", "renewal")),
)


def purpose_rules() -> tuple[PurposeRule, ...]:
    """Return whom each purpose suits where no rule pack says it."""
    note = "of small or of large customers is the source's, which touches that means is a convention of csplan"
    return tuple(
        PurposeRule.model_construct(name=each.name, suits=each.suits, source="six-pits, section 9", note=note)
        for each in _SUITS
    )


class Judge(Section):
    """From when on renewals reflect too late how customers are, so that leading measures are needed too."""

    complexity: Annotated[Sourced[PositiveNumber], LongForm] | None = Field(
        None,
        description="complexity from which renewals say too little",
        json_schema_extra=said(
            "slow_complexity", unit="Factor", meaning="complexity from which renewals say too little"
        ),
    )
    contract_years: Annotated[Sourced[PositiveNumber], LongForm] | None = Field(
        None,
        description="length of a contract from which renewals say too little",
        json_schema_extra=said("slow_contract_years", unit="Years"),
    )
    sales_cycle: Annotated[Sourced[Span], LongForm] | None = Field(
        None,
        description="length of a sale from which renewals say too little",
        json_schema_extra=said("slow_sales_cycle"),
    )


SLOW = {"slow_complexity": 1.5, "slow_contract_years": 2.0, "slow_sales_cycle": 6.0}
"""What counts where no rule pack says it: the thresholds are csplan's."""
