"""The inputs of the figures: what a plan states, a record measures, or a rule pack supplies; with unit and meaning.

Those that a key of the plan states are made from its fields; these are the others.
"""

from __future__ import annotations

from csplan.figures.keys import KEYS

OF_A_RECORD: dict[str, tuple[str, str]] = {
    "cohort": (
        "Customers",
        "customers whose health is known on the first day of the period, and known on the last, or gone",
    ),
    "at_risk_start": ("Customers", "customers who were at risk on the first day: yellow or red"),
    "at_risk_end": ("Customers", "customers who are at risk on the last day"),
    "wins": ("Customers", "customers who were at risk on the first day and are healthy on the last"),
    "saves": ("Customers", "customers who were red on the first day, and neither red nor gone on the last"),
    "slips": ("Customers", "customers who were healthy on the first day and are at risk or gone on the last"),
    "left": ("Customers", "customers who left in the period, of those whose health was known on its first day"),
    "new": ("Customers", "customers who came in the period"),
    "unknown": ("Customers", "customers whose health is not known on the first day, or on the last"),
    "days_known": ("Days", "days of all customers on which their health was known, in twelve months"),
    "days_at_risk": ("Days", "days of all customers on which they were at risk, in twelve months"),
    "spells": ("Count", "how often a customer became at risk in twelve months"),
    "renewals_due": ("Count", "renewals that came due in twelve months"),
    "renewals_kept": ("Count", "those of them in which anything was renewed"),
    "arr_due": ("Money", "ARR that came due for renewal in twelve months"),
    "arr_renewed": ("Money", "what of it was renewed"),
    "arr_start": ("Money", "ARR of the customers of twelve months ago, then"),
    "arr_kept": ("Money", "what they still pay of it, whatever others grew"),
    "arr_end": ("Money", "what they pay now"),
    "successful": ("Customers", "customers whose outcome and experience are both high"),
    "pleased": ("Customers", "customers whose experience is high and whose outcome is not"),
    "captive": ("Customers", "customers whose outcome is high and whose experience is not"),
    "failing": ("Customers", "customers of whom neither is high"),
    "unscored": ("Customers", "customers of whom too little is known to tell"),
    "called_healthy": ("Customers", "customers whose recorded colour is healthy and whose score is not"),
    "called_healthy_arr": ("Money", "what they pay a year"),
    "nps_total": ("Count", "what all customers answered last when they were asked whether they recommend it, added up"),
    "nps_known": ("Customers", "customers who answered that"),
}
"""What is counted of a record of customers."""

_COMPARED: dict[str, tuple[str, str]] = {
    "cases_with": ("Count", "renewals, or spans in which somebody may expand, of customers who had it"),
    "kept_with": ("Count", "how much of them was kept, each as the part of its ARR that was renewed"),
    "cases_without": ("Count", "those of customers who did not have it"),
    "kept_without": ("Count", "how much of these was kept"),
}
"""What is counted of an indicator of health."""

CREDITED: dict[str, tuple[str, str]] = {
    "saved_arr": ("Money", "ARR renewed by customers who were red in the year before and are not"),
    "won_arr": ("Money", "ARR renewed by customers who were yellow in the year before and are healthy"),
    "opt_out_arr": ("Money", "ARR kept by customers who had a right to leave and did not use it"),
    "csql_arr": ("Money", "ARR added that came of a lead handed to sales"),
    "poc_arr": ("Money", "ARR added that came of a pilot"),
    "saved_won_arr": ("Money", "ARR added without a lead by customers who were saved or won"),
    "referral_arr": ("Money", "ARR of new customers whom another one brought"),
    "sale_arr": ("Money", "ARR of new customers whom a CSM helped to win"),
    "service_arr": ("Money", "revenue a year of premium service and consulting"),
}
"""What a team may be credited with, by reason: each ARR once."""

_ADDED: dict[str, tuple[str, str]] = {
    f"{name}_{end}": ("Money", f"{words} end of what {what} added")
    for name, what in (("added_renewals", "the team"), ("added_by_plays", "plays"))
    for end, words in (("low", "lower"), ("high", "upper"))
}

OF_WORK: dict[str, tuple[str, str]] = {
    "file_filled": ("Customers", "customers, each as far as its file is filled"),
    "file_filled_known": ("Customers", "customers of whom it is known how far their file is filled"),
    "depth_reached": ("Customers", "customers, each as deeply as it uses the product, of the deepest use"),
    "depth_reached_known": ("Customers", "customers of whom it is known how deeply they use it"),
    "stage_reached": ("Customers", "customers, each as well as its executives are known, of the last step"),
    "stage_reached_known": ("Customers", "customers of whom it is known how well their executives are"),
    "contacted": ("Customers", "customers of whom an executive was spoken with lately"),
    "contacted_known": ("Customers", "customers of whom it is known when an executive was spoken with"),
    "lead_customers": ("Customers", "customers with a lead in twelve months"),
    "customer_years": ("Years", "years for which customers were held, in twelve months"),
    "leads_full": ("Customers", "customers with a lead that would count as full"),
    "requests_with_use": ("Count", "requests, half a year old and older, that somebody uses"),
    "requests_old": ("Count", "requests that are half a year old and older"),
    "days_late_total": ("Days", "days after which invoices were paid, in twelve months, added up"),
    "payments": ("Count", "invoices that were paid in twelve months"),
    "new_healthy": ("Customers", "customers who came in twelve months and are healthy"),
    "new_known": ("Customers", "customers who came in twelve months and whose health is known"),
}
"""What is counted of a record to see how CSMs work, and what came of it."""

OF_WORK_OF_ONE: dict[str, tuple[str, str]] = {
    "customers_held": ("Customers", "customers on the last day of the period"),
    "renewals_judged": ("Count", "renewals of twelve months"),
    "kept_shares": ("Count", "what was kept of them: of each the share of what was due"),
    "renewals_expected": ("Count", "what the rates of the team give for them: by segment, and at risk or not before"),
    "renewals_variance": ("Count", "how far from that chance brings it, squared"),
    "decided": ("Customers", "customers who renewed or left in the period"),
    "silent": ("Customers", "those of them with whom nobody spoke from a year to 60 days before"),
    "silent_known": ("Customers", "those of whom the record tells that"),
    "invoices_open": ("Count", "invoices of twelve months that are due and not paid"),
}
"""What of that is counted of each CSM alone."""

OF_A_BONUS: dict[str, tuple[str, str]] = {
    "pay": ("Money", "on-target pay, a year: their own, else that of their role"),
    "performance_share": ("Share", "part of pay that is a bonus for results"),
    "commission_share": ("Share", "part of pay that is commission"),
    "full_time": ("Share", "share of full time"),
    "presence": ("Share", "share of the days of the period on which they are there"),
    "productivity": ("Share", "what they are worth on these days against who is out of the ramp"),
    "held_at_risk": ("Customers", "customers at risk on the first day whom nobody had longer in the period"),
    "held_wins": ("Customers", "of those at risk, who are healthy on the last day"),
    "held_slips": ("Customers", "customers healthy on the first day who are at risk or gone on the last day"),
    "held_spells": ("Count", "how often one of them became at risk in the period"),
    "own_wins": ("Customers", "wins of customers who became at risk within a year in the same hands"),
    "again": ("Customers", "wins of customers who were won before within the year"),
    "by_hand": ("Customers", "wins by a colour that the score denies"),
    "not_held": ("Customers", "wins that did not last as long as is asked"),
    "expected_wins": ("Customers", "wins that the team's rates of the periods before give for the book"),
    "expected_slips": ("Customers", "slips that the team's rates of the periods before give for the book"),
    "surplus_deviation": ("Customers", "by how much wins and slips of such a book vary by chance"),
}
"""What a bonus rests on: who was there, and what is counted of the customers whom they had."""

_OF_A_DIMENSION: dict[str, tuple[str, str]] = {
    "dimension": ("Text", "what it is called"),
    "value": ("Count", "what the snapshot says"),
    "worst": ("Count", "worst value of its scale"),
    "best": ("Count", "best value of its scale"),
    "weight": ("Share", "how much it counts, beside the others"),
}
"""A column of the snapshots from which a customer's health is told."""

_WITHOUT_KEY: dict[str, dict[str, tuple[str, str]]] = {
    "plan": {
        **_ADDED,
        "bonus_periods": ("Count", "periods of a bonus in a year"),
        "commission_steps_from": ("Shares", "net retention from which on each step of commission is paid"),
        "commission_steps_pay": ("Shares", "share of commission that each step pays"),
        "period_years": ("Years", "length of the period of `value`, in years of 365 days"),
        "cs_budget_money": ("Money", "what customer success may cost, a year, for all customers together"),
        "before_workload": ("Hours", "hours of the work without a change that is priced"),
        "before_customer_hours": ("Hours", "hours for customers of one CSM who does the work without it"),
        "before_work_csms": ("CSMs", "CSMs that the work needs without it"),
        "before_contribution": ("Money", "what the customers bring without it, before customer success"),
        "before_people": ("CSMs", "people without it"),
        "before_cost": ("Money", "cost of the people without it"),
        "before_gross_margin": ("Share", "gross margin without it"),
        "before_operating_margin": ("Share", "operating margin without it"),
    },
    "role": {
        "fixed_least": ("Share", "share of pay that is fixed in pay of its kind, at least"),
        "fixed_most": ("Share", "share of pay that is fixed in pay of its kind, at most"),
        "month_of_work": ("Count", "month since the first day of work, from 1"),
        "month_weight": ("Factor", "working days of the month against those of a twelfth of the year"),
    },
    "spending": {
        "required_return": ("Factor", "return asked of each unit spent"),
        "overdue": ("Truth", "whether its review date has passed"),
    },
    "team": {
        "team": ("Text", "name of the team"),
        "starts": ("Heads", "people who start in the month: decided"),
        "leavers": ("Heads", "people who leave in the month: known, and expected from turnover"),
        "away": ("CSMs", "people who are away in the month, in full people"),
        "away_paid": ("Share", "share of their cost that is paid while they are away"),
        "people_there": ("CSMs", "people who were there in the period of `value`, in years of one"),
        "learning": ("CSMs", "what those who joined lately still lack to be fully productive"),
        "started_before": ("Heads", "people who start between today and the first month: decided"),
        "started_earlier": ("Shares", "people who start in each month before the plan, the last one first: decided"),
    },
    "segment": {
        "low_touch": ("Truth", "whether the tier's touch is low or digital"),
        "new_season": ("Share", "share of the year's new customers that falls on the month"),
        "renewal_season": ("Share", "share of the year's renewals that falls on the month"),
        "expansion_season": ("Share", "share of the year's expansion that falls on the month"),
        "year_growth": ("Factor", "new customers of the month's year against those of the plan's first year"),
        "unserved_large_customers": ("Customers", "large customers without a CSM, from the account book"),
        **OF_A_RECORD,
        **CREDITED,
        **OF_WORK,
        **{name: _ADDED[name] for name in ("added_renewals_low", "added_renewals_high")},
        "plays": ("Count", "rescues that were begun in the period"),
    },
    "csm": {**OF_A_RECORD, **CREDITED, **OF_WORK, **OF_WORK_OF_ONE, **OF_A_BONUS},
    "tier": _ADDED,
    "customer": {
        "combine": ("Text", "what health is: the lower of outcome and experience, their mean, or the only one"),
        "high": ("Count", "score from which outcome and experience are high"),
        "green": ("Count", "least score of a healthy customer"),
        "lime": ("Count", "least score of a sub-healthy customer"),
        "yellow": ("Count", "least score of an unhealthy customer"),
    },
    "outcome": _OF_A_DIMENSION,
    "experience": _OF_A_DIMENSION,
    "cell": {
        "cell": ("Text", "colour at the start of the spell; served, of those who have a CSM"),
        "played": ("Count", "renewals after spells that were played"),
        "played_kept": ("Count", "those of them that were kept, as shares of what was due"),
        "others": ("Count", "renewals of those whom they are compared with"),
        "others_kept": ("Count", "those of them that were kept, as shares of what was due"),
        "baseline": ("Share", "share kept without a play, as stated"),
        "due": ("Money", "ARR that was due of the played"),
        "counted": ("Truth", "whether it adds to what would not have come without the team"),
        "of_plays": ("Truth", "whether it is of rescue plays"),
    },
    "bonus_part": {
        "part": ("Text", "what a bonus is paid for"),
        "weight": ("Share", "how much of the bonus it decides"),
        "target": ("Count", "goal of full time for the period"),
        "expected_share": ("Share", "goal as a share of what is expected of the book"),
        "of_events": ("Count", "customers with a lead, or advocates, in the period"),
    },
    "indicator": {
        **_COMPARED,
        "lift_low": ("TimesAsOften", "lower end of what the lift could be"),
        "lift_high": ("TimesAsOften", "upper end of what the lift could be"),
        "rate_difference_low": ("Points", "lower end of what the difference could be"),
        "rate_difference_high": ("Points", "upper end of what the difference could be"),
        "lift_within_low": ("Points", "lower end of what the difference within segments could be"),
        "lift_within_high": ("Points", "upper end of what the difference within segments could be"),
        "verdict": ("Text", "whether the difference may be chance, or that of segments"),
    },
    "book": {
        "full_hours": (
            "Hours",
            "hours for customers, a year, of somebody full time in the role; 1 where nobody knows",
        ),
        "full_time": ("Share", "how much of full time they work for this team"),
        "productivity": ("Share", "how productive they are on the day: less than 100% in the ramp"),
        "hours": ("Hours", "hours a year that their accounts of today take"),
    },
    "measure": {
        "measure": ("Text", "what is to be even"),
        "load": ("Count", "what they have of it today"),
        "total": ("Count", "what there is of it in the team"),
    },
    "stratum": {"stratum": ("Text", "segment in which it is looked at"), **_COMPARED},
    "task": {
        "is_play": ("Truth", "whether `value` names it as what a rescue takes"),
        "spread_over": ("Shares", "shares of a task's hours by month, where they fall on several"),
        "spread_from": ("Count", "months by which the first of these is later; below 0, earlier"),
        "at_desk": ("Text", "desk that answers it"),
        "purposes_served": ("Count", "purposes that it serves, by the plan"),
    },
    "desk": {
        "within": ("Minutes", "time in which a contact is to be answered"),
        "open_hours": ("Hours", "hours of a day that the desk is open"),
        "least_people": ("Heads", "people who are there even where nobody comes"),
    },
    "purpose": {
        "purpose": ("Text", "what the team is there for"),
    },
    "interval": {
        "interval": ("Text", "when it starts"),
        "arrival_share": ("Share", "share of a day's contacts that come in it"),
    },
}
"""What no key states as it stands: what is told from others, counted in a book, or compared with."""

INPUTS: dict[str, dict[str, tuple[str, str]]] = {
    level: {**KEYS.get(level, {}), **_WITHOUT_KEY.get(level, {})} for level in (*_WITHOUT_KEY, *KEYS)
}
"""Unit and meaning of every input, by level and name; a level that has none is left out."""
