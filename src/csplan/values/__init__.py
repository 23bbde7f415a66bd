"""Money, shares, durations, numbers and dates as people write them: read, written back exactly, and shown rounded."""

from csplan.values.kinds import Duration, Money, Promise, Unreadable
from csplan.values.read import (
    read_count,
    read_date,
    read_duration,
    read_money,
    read_months,
    read_number,
    read_promise,
    read_share,
    read_time_of_day,
)
from csplan.values.show import show_csms, show_hours, show_minutes, show_money, show_number, show_precisely, show_share
from csplan.values.write import write_duration, write_money, write_number, write_promise, write_share, write_time_of_day

__all__ = [
    "Duration",
    "Money",
    "Promise",
    "Unreadable",
    "read_count",
    "read_date",
    "read_duration",
    "read_money",
    "read_months",
    "read_number",
    "read_promise",
    "read_share",
    "read_time_of_day",
    "show_csms",
    "show_hours",
    "show_minutes",
    "show_money",
    "show_number",
    "show_precisely",
    "show_share",
    "write_duration",
    "write_money",
    "write_number",
    "write_promise",
    "write_share",
    "write_time_of_day",
]
