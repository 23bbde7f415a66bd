"""Findings of `csplan pay`: what to talk about before a bonus is paid; what of wins does not count."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "Bonuses"

_DAYS = ("2026-04-01", "2026-06-30", "2026-07-01", "2026-09-30")
_ROLE = "roles:\n  csm: {pay: 120k, loading: 30%, time: 1000 h, variable: {performance: 20%}}\n"
_WINS = "bonus: {wins: {weight: 100%, target: 5}}\n"


def _plan(shots: str, *, bonus: str = _WINS, events: str = "", more: str = "") -> str:
    """Return a plan with a record: rows of snapshots, and perhaps of events."""
    names = dict.fromkeys(line.split(",")[1] for line in shots.splitlines()[1:])
    book = "customer,segment,arr\n" + "".join(f"{name},a,20k\n" for name in names)
    tables = "accounts: accounts.csv\nsnapshots: snapshots.csv\n" + ("events: events.csv\n" if events else "")
    files = f"# accounts.csv\n{book}# snapshots.csv\n{shots}" + (f"# events.csv\n{events}" if events else "")
    return f"{_ROLE}{bonus}{more}{tables}segments:\n  - {{name: a}}\n{files}"


def _shots(*customers: str, days: tuple[str, ...] = _DAYS, head: str = "") -> str:
    """Return snapshots: of each customer a name, a CSM, and a colour a day."""
    rows = []
    for text in customers:
        name, csm, *colours = text.split()
        rows += [f"{day},{name},{csm},{colour}" for day, colour in zip(days, colours, strict=True)]
    return f"date,customer,csm,health{head}\n" + "\n".join(rows) + "\n"


_LASTING = _shots("x Ann yellow yellow yellow green", "y Ann lime lime lime lime")
_AGAIN = _shots("x Ann yellow green yellow green", "y Ann lime lime lime lime")
_HEALTH = "health: {outcome: {use: 100%}, colours: {green: 75, lime: 62, yellow: 45}}\n"


def _scored(use: int) -> str:
    lines = _LASTING.splitlines()
    return "\n".join([f"{lines[0]},use", *(f"{line},{use}" for line in lines[1:])]) + "\n"


_HELD = "bonus: {wins: {weight: 100%, target: 5}, hold: 30 d}\n"
_WEEKS = ("2026-07-01", *(f"2026-{month:02}-{day:02}" for month in (7, 8, 9) for day in (7, 14, 21, 28)), "2026-09-30")


def _weekly(healthy: int) -> str:
    """Return weekly snapshots of three customers who are healthy in so many of the last weeks."""
    colours = " ".join(["yellow"] * (len(_WEEKS) - healthy) + ["green"] * healthy)
    return _shots(*(f"{name} Ann {colours}" for name in "xyz"), days=_WEEKS)


_OWN = [f"a{number} Ann green green yellow green" for number in range(3)]
_OLD = [f"a{number} Ann yellow yellow yellow green" for number in range(3)]
_OTHERS = [f"b{number} Ben yellow yellow yellow green" for number in range(5)]
_LEADS = "bonus: {wins: {weight: 60%, target: 5}, csql: {weight: 40%, target: 5}}\n"
_TWO = _shots(*(f"a{number} Ann lime lime lime lime" for number in range(4)), *_OTHERS)
_HANDED = "".join(f"2026-01-0{5 + at},csql,a{at},Ann,,L{at},\n" for at in range(4)) + "".join(
    f"2026-01-1{at},csql,b{at},Ben,,M{at},\n2026-03-1{at},expansion,b{at},,5k,,M{at}\n" for at in range(5)
)
_COLD = f"date,event,customer,csm,arr,id,from\n{_HANDED}"
_WARM = _COLD + "".join(f"2026-03-0{5 + at},expansion,a{at},,5k,,L{at}\n" for at in range(4))
_ADVOCATES = "bonus: {wins: {weight: 60%, target: 5}, csqa: {weight: 40%, target: 5}}\n"


def _asked(times: int) -> str:
    return "date,event,customer,csm\n" + "".join(f"2026-0{6 + at}-10,csqa,x,Ann\n" for at in range(times))


WIN_AGAIN = Record(
    "win-again",
    "note",
    "Wins that do not count: the customer was won before within the time that `again` says, a year by default.",
    "Look at why they were at risk again. A customer who is won twice a year was not helped twice.",
    _plan(_AGAIN),
    _plan(_LASTING),
    message="won before within the year, so these wins do not count: {names}",
    hint="look at why those customers were at risk again",
    means=True,
)
WIN_BY_HAND = Record(
    "win-by-hand",
    "note",
    "Wins that do not count: the recorded colour is healthy, and the score denies it.",
    "Ask what the colour is based on, or correct how the score is computed.",
    _plan(_scored(10), more=_HEALTH),
    _plan(_scored(90), more=_HEALTH),
    message="healthy by the recorded colour and not by the score, so these wins do not count: {names}",
    hint="ask what those colours are based on; csplan health --customers names the customers",
    means=True,
)
WIN_NOT_HELD = Record(
    "win-not-held",
    "note",
    "Wins that do not count: the customer did not stay healthy for as long as `hold` says.",
    "Nothing is to be done: it is paid once it lasts.",
    _plan(_LASTING + "2026-10-15,x,Ann,red\n2026-10-31,y,Ann,lime\n", bonus=_HELD),
    _plan(_LASTING + "2026-10-15,x,Ann,lime\n2026-10-31,y,Ann,lime\n", bonus=_HELD),
    message="not healthy for long enough after the period, so these wins do not count: {names}",
    means=True,
)
WIN_NOT_DECIDED = Record(
    "win-not-decided",
    "note",
    "Wins that count although they may not last: the record ends before the time that `hold` asks for is over.",
    "Pay them once the record reaches so far, or take back what does not last.",
    _plan(_LASTING, bonus=_HELD),
    _plan(_LASTING + "2026-10-30,x,Ann,lime\n", bonus=_HELD),
    message="wins that count and may still not last, because the record ends before `hold` is over: {names}",
    hint="pay them once the record reaches so far",
    means=True,
)
WINS_BELOW_SLIPS = Record(
    "wins-below-slips",
    "warning",
    "Wins are paid to somebody of whose customers more slipped than were won.",
    "Talk about it: who counts wins alone pays for a book that gets worse. `count: net` takes slips off.",
    _plan(_shots("x Ann yellow yellow yellow green", "y Ann lime lime lime red", "z Ann lime lime lime red")),
    _plan(_LASTING),
    message="wins are paid, and more customers slipped than were won: {names}",
    hint="`count: net` takes slips off; `count: surplus` compares with what the team's rates give for these customers",
    means=True,
)
FLAPPING = Record(
    "flapping",
    "note",
    "Customers who were won crossed from healthy to at risk or back three times or more in twelve months.",
    "Look at whether the colour says anything, or at what `stale` and the least scores are.",
    _plan(_AGAIN),
    _plan(_LASTING),
    message="won customers who went up and down three times or more in twelve months: {names}",
    hint="look at whether their colour says anything",
    means=True,
)
OWN_INFLOW = Record(
    "own-inflow",
    "warning",
    "Over half of somebody's wins are of customers who became at risk within a year with the same CSM. That is more "
    "often than chance explains by the wins of the others.",
    "Talk about it: who lets customers become at risk can win them. `count: net` or `surplus` does not pay for it.",
    _plan(_shots(*_OWN, *_OTHERS)),
    _plan(_shots(*_OLD, *_OTHERS)),
    message="over half of the wins are of customers who became at risk with the same CSM: {names}",
    hint="`count: net` or `count: surplus` pays nothing for it",
    means=True,
)
LAST_DAYS = Record(
    "last-days",
    "warning",
    "Wins became so in the last seven days of the period, more than chance explains. Silent unless snapshots of these "
    "customers are a week apart or less.",
    "Ask what happened in those days; `hold` pays only for what lasts.",
    _plan(_weekly(1)),
    _plan(_weekly(6)),
    message="wins of the last seven days of the period, more than chance explains: {names}",
    hint="`hold: 30 d` pays only for what lasts",
    means=True,
)
CSQL_COLD = Record(
    "csql-cold",
    "warning",
    "Leads of which nothing came in 180 days, more often than chance explains by the leads of the others.",
    "Talk about what makes a lead; `count: won` pays for those that bought.",
    _plan(_TWO, bonus=_LEADS, events=_COLD),
    _plan(_TWO, bonus=_LEADS, events=_WARM),
    message="more leads than those of others brought nothing in 180 days: {names}",
    hint="`count: won` pays only for those that bought",
    means=True,
)
CSQA_WORN = Record(
    "csqa-worn",
    "warning",
    "One customer was asked to be an advocate more than three times in twelve months, and a bonus counts it.",
    "Ask others: who is asked too often stops answering.",
    _plan(_LASTING, bonus=_ADVOCATES, events=_asked(4)),
    _plan(_LASTING, bonus=_ADVOCATES, events=_asked(3)),
    message="customers asked to be advocates more than three times in twelve months: {names}",
    hint="ask others: who is asked too often stops answering",
    means=True,
)
PAID_UNLISTED = Record(
    "paid-unlisted",
    "warning",
    "The record names somebody whom `people` does not have, and whose role has a bonus. They count as there for the "
    "whole period, full time, at the role's pay.",
    "Add them to `people`, or write the name alike in both.",
    _plan(_LASTING, more="people:\n  - {csm: Anne}\n"),
    _plan(_LASTING, more="people:\n  - {csm: Ann}\n"),
    message="paid full time at the role's pay although `people` does not have them: {names}",
    hint="add them to `people`, or write the name alike in both",
    means=True,
)
SMALL_GOAL = Record(
    "small-goal",
    "note",
    "A goal is below 3: one more or one less is mostly chance, and moves a large part of the bonus.",
    "Pay by half a year or by year, so that goals are larger: `period: half`.",
    _plan(_LASTING, bonus=_WINS.replace("target: 5", "target: 2")),
    _plan(_LASTING),
    message="goals below 3, which chance decides: {names}",
    hint="pay by a longer period: `period: half`",
    means=True,
)
