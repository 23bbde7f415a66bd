"""The units of figures and inputs, as the names that annotations carry.

Each is an alias of its plain type: the engine reads the name out of an annotation's text and never needs the type.
A number may at run time also be an array (last axis: draws) or a traced cell; every formula works on all three.
"""

from __future__ import annotations

from typing import TypeAlias

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
Hours: TypeAlias = float
"""Hours a year."""
HoursPerCustomer: TypeAlias = float
Minutes: TypeAlias = float
CustomersPerCSM: TypeAlias = float
Share: TypeAlias = float
"""A share of a whole: 0.75 is 75%."""
Factor: TypeAlias = float
Times: TypeAlias = float
"""How often per unit of the driver and year."""
Years: TypeAlias = float
Months: TypeAlias = float
Count: TypeAlias = float
Text: TypeAlias = str
Truth: TypeAlias = bool
