"""Candidates for an opening beside each other: how well each fits, and what interviewers have to talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.hire.profile import profile_of
from csplan.answers.nodes import head_of
from csplan.answers.phrases import named
from csplan.lang.say import later, say
from csplan.measure.ratings import APART, FEWEST, candidates_of
from csplan.plan.profiles import SKILLS
from csplan.report.report import Column, Report, Table
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.measure.ratings import Candidate
    from csplan.plan.plan import Plan
    from csplan.plan.ratings import Rating
    from csplan.report.report import Row

COLUMNS = (
    Column("candidate", "Text", "candidate"),
    Column("rank", "Count"),
    Column("fit", "Share", "fit"),
    *(Column(skill, "Tenths", skill) for skill in SKILLS),
    Column("interviewers", "Count", "interviewers"),
    Column("talk", "Names", later("talk about")),
    Column("alone", "Names"),
)


def candidates(plan: Plan, segment: str, ratings: Sequence[Rating], found: Sequence[Finding] = ()) -> Report:
    """Return how candidates for a segment compare; raises ValueError where none has the name.

    ``found`` is what was wrong with the table of ratings.
    """
    placed = next((each for each in plan.placed if each.segment.name == segment), None)
    if placed is None:
        raise ValueError(say("no segment is named {name}", name=segment))
    profile = profile_of(plan, placed)
    listed = candidates_of(ratings, profile)
    weights = ", ".join(f"{skill} {show_share(profile.weight(skill))}" for skill in SKILLS)
    columns = [column._replace(label=say(column.label) if column.label else "") for column in COLUMNS]
    return Report(
        command="hire-candidates",
        title=say("Candidates for {segment}, {plan}", segment=segment, plan=plan.name),
        plan=head_of(plan),
        currency="",
        tables=(Table("candidates", "", columns, [_row(each) for each in listed]),),
        answer=_answer(listed),
        actions=_actions(listed),
        remarks=[say("Fit is the mean of each skill from 1 to 5, weighted: {weights}.", weights=weights)],
        findings=(*plan.findings, *found),
        version=1,
    )


def _row(each: Candidate) -> Row:
    return {
        "candidate": each.name,
        "rank": each.rank,
        "fit": each.fit,
        **{str(skill): mean for skill, mean in each.means.items()},
        "interviewers": each.interviewers,
        "talk": list(each.talk) or None,
        "alone": list(each.alone) or None,
    }


def _answer(listed: Sequence[Candidate]) -> list[str]:
    ranked = [each for each in listed if each.rank is not None]
    if not ranked:
        return [say("Nobody is ranked: that takes {few} interviewers who rated all skills.", few=FEWEST)]
    if len(ranked) == 1:
        facts = {"name": ranked[0].name, "fit": show_share(ranked[0].fit)}
        return [say("Only {name} can be told: {fit} of a full fit.", **facts)]
    parts = [f"{each.name} {show_share(each.fit)}" for each in ranked]
    return [say("Of a full fit: {candidates}.", candidates=", ".join(parts))]


def _actions(listed: Sequence[Candidate]) -> list[str]:
    found = []
    apart = [f"{each.name} ({', '.join(each.talk)})" for each in listed if each.talk]
    if apart:
        points = show_number(APART)
        text = later("Talk before you count: interviewers are {points} points apart or more on {names}.")
        found.append(say(text, points=points, names="; ".join(apart)))
    alone = {name: each.name for each in listed for name in each.alone}
    if alone:
        pairs = named([say("{interviewer} ({candidate})", interviewer=who, candidate=of) for who, of in alone.items()])
        text = later(
            "Let these meet another candidate too, or leave them out, nothing tells how strict they are: {pairs}."
        )
        found.append(say(text, pairs=pairs))
    few = [each.name for each in listed if each.interviewers < FEWEST]
    if few:
        text = say("Let two interviewers rate all skills of {names}: fewer rank nobody.", names=named(few))
        found.append(text)
    return found
