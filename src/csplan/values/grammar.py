"""The words and the number syntax that the readers share."""

from __future__ import annotations

import re

# Powers of ten; upper and lower case alike, so m is million (minutes only in durations).
MAGNITUDES = {
    "k": 3, "thousand": 3, "千": 3,
    "w": 4, "万": 4,
    "m": 6, "mm": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "百万": 6,
    "千万": 7,
    "亿": 8,
    "b": 9, "bn": 9, "billion": 9,
}  # fmt: skip

# Beside any three letters, which count as a code. "$" and "¥" are left to the caller, who knows the plan's currency.
CURRENCIES = {
    "$": "$", "¥": "¥",
    "US$": "USD", "美元": "USD",
    "RMB": "CNY", "CN¥": "CNY", "RMB¥": "CNY", "元": "CNY", "人民币": "CNY",
}  # fmt: skip

DAYS, HOURS, MINUTES, SECONDS = range(4)
UNITS = {
    "d": DAYS, "day": DAYS, "days": DAYS, "天": DAYS,
    "h": HOURS, "hr": HOURS, "hrs": HOURS, "hour": HOURS, "hours": HOURS, "小时": HOURS, "个小时": HOURS,
    "m": MINUTES, "min": MINUTES, "mins": MINUTES, "minute": MINUTES, "minutes": MINUTES,
    "分": MINUTES, "分钟": MINUTES,
    "s": SECONDS, "sec": SECONDS, "secs": SECONDS, "second": SECONDS, "seconds": SECONDS, "秒": SECONDS,
}  # fmt: skip

DAYS_OF_MONTH = 30.4375
"""On average: a year of 365.25 days has twelve months."""
MONTHS = {
    "month": 1.0, "months": 1.0, "mo": 1.0, "个月": 1.0, "月": 1.0,
    "d": 1 / DAYS_OF_MONTH, "day": 1 / DAYS_OF_MONTH, "days": 1 / DAYS_OF_MONTH, "天": 1 / DAYS_OF_MONTH,
    "week": 7 / DAYS_OF_MONTH, "weeks": 7 / DAYS_OF_MONTH, "周": 7 / DAYS_OF_MONTH,
}  # fmt: skip

# Longer words need not come first: the readers match whole texts.
MAGNITUDE = "|".join(MAGNITUDES)
CURRENCY = "|".join(map(re.escape, CURRENCIES)) + "|[a-z]{3}"

FLAGS = re.ASCII | re.IGNORECASE  # ASCII: so that the Kelvin sign is no k

# What full-width typing gives, to its plain form, as NFKC has it; but not all of NFKC, which would read 5² as 52.
WIDTHS = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0xFFE5: "¥", 0x3000: " ", 0xA0: " "}

# Numbers are found by what looks like one, and then checked, so that a badly written one can be explained.
LOOSE_NUMBER = r"\.?[0-9][0-9.,_]*"
NUMBER = re.compile(
    r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:_[0-9]{3})+)(?:\.[0-9]+)?|\.[0-9]+",
)
TIME_OF_DAY = r"(2[0-3]|[01]?[0-9]):([0-5][0-9])|24:00"
WITHIN = "within|in"
DATE = r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/)([0-9]{1,2})"

LONGEST_NUMBER = 30
LONGEST_TEXT = 60
LARGEST = 1e15  # beyond it a float no longer holds every cent, and no plan has such amounts
