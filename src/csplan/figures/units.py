"""The units of figures and inputs, as the names that annotations carry.

Each is an alias of its plain type: the engine reads the name out of an annotation's text and never needs the type.
A number may at run time also be an array (last axis: draws) or a traced cell; every formula works on all three.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from csplan.figures.whole import Account

Customers: TypeAlias = float
CSMs: TypeAlias = float
"""People as a fraction of full CSMs."""
Heads: TypeAlias = float
"""Whole people."""
Money: TypeAlias = float
"""An amount in plan currency."""
MoneyPerCSM: TypeAlias = float
MoneyPerCustomer: TypeAlias = float
MoneyPerHour: TypeAlias = float
Days: TypeAlias = float
Hours: TypeAlias = float
"""Hours a year."""
HoursPerCustomer: TypeAlias = float
Minutes: TypeAlias = float
CustomersPerCSM: TypeAlias = float
Share: TypeAlias = float
"""A share of a whole: 0.75 is 75%."""
Shares: TypeAlias = tuple[float, ...]
"""Shares or numbers by month."""
Points: TypeAlias = float
"""A difference of two shares: 0.1 is 10 points."""
Factor: TypeAlias = float
TimesAsOften: TypeAlias = float
"""A ratio of two shares: 1.5 is half as often again."""
Times: TypeAlias = float
"""How often per unit of the driver and year."""
Years: TypeAlias = float
Months: TypeAlias = float
Count: TypeAlias = float
Erlangs: TypeAlias = float
"""Contacts that are served at once, on average."""
Text: TypeAlias = str
Accounts: TypeAlias = "dict[str, Account]"
"""The accounts of a company by name."""
Staffing: TypeAlias = "dict[str, float | None]"
"""Whole people of each team of a company, by the team's name."""
Truth: TypeAlias = bool
