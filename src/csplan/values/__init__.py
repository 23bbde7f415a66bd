"""Money, shares, durations, numbers and dates as people write them: read, written back exactly, and shown rounded."""

from csplan.values.kinds import Duration, Money, Unreadable
from csplan.values.read import read_count, read_date, read_duration, read_money, read_number, read_share
from csplan.values.show import show_csms, show_hours, show_money, show_number, show_precisely, show_share
from csplan.values.write import write_duration, write_money, write_number, write_share

__all__ = [
    "Duration",
    "Money",
    "Unreadable",
    "read_count",
    "read_date",
    "read_duration",
    "read_money",
    "read_number",
    "read_share",
    "show_csms",
    "show_hours",
    "show_money",
    "show_number",
    "show_precisely",
    "show_share",
    "write_duration",
    "write_money",
    "write_number",
    "write_share",
]
