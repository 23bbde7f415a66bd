"""All explanations, in the order in which a plan is read."""

from __future__ import annotations

from csplan.explained import book, changes, customers, economics, figures, files, log, names, tasks, values

SECTIONS = (files, values, names, customers, tasks, economics, book, log, changes, figures)

EXPLAINED = {each.slug: each for section in SECTIONS for each in section.EXPLANATIONS}
"""By slug."""
