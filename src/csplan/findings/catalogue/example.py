"""The account book and the time log of most examples."""

from __future__ import annotations

BOOK = """\
accounts: accounts.csv
segments:
  - {name: a}
# accounts.csv
"""
GOOD = f"{BOOK}customer,segment,arr\nx,a,20k\ny,a,30k\n"

LOG_PLAN = """\
tasks:
  - {name: call, kind: proactive, per: customer, times: 12}
time_log: log.csv
# log.csv
"""
LOG_HEAD = "date,csm,task,segment,minutes\n"
LOG_ROWS = "".join(f"2026-01-{day:02},Ann,call,a,{20 + day}\n" for day in (5, 7, 9, 12, 14))
GOOD_LOG = f"{LOG_PLAN}{LOG_HEAD}{LOG_ROWS}"
MANY_ENTRIES = "2026-01-05,Ann,call,a,51\n2026-01-07,Ann,call,a,53\n...\n"
