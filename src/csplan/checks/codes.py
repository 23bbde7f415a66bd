"""The findings that a plan can accept in `checks.ignore`: all warnings, by their slugs."""

from __future__ import annotations

WARNINGS = (
    "acv-outside-tier",
    "book-differs",
    "cap-exceeded",
    "contested-customers",
    "costs-eat-price",
    "csms-now-differs",
    "duplicate-alias",
    "empty-segment",
    "fx-inverted",
    "internal-task",
    "missing-renewal-rate",
    "missing-target",
    "more-than-customers",
    "no-arr-rule",
    "no-costs",
    "no-effect",
    "no-whole-number",
    "rows-left-out",
    "tiers-gap",
    "unclaimed-customers",
    "unknown-column",
    "unknown-finding",
    "unknown-health",
    "unknown-renewals",
    "unlikely-value",
    "unreadable-row",
    "unused-team",
    "waste-kind",
)
