"""All explanations, in the order in which a plan is read."""

from __future__ import annotations

from csplan.explained import book, customers, economics, figures, files, log, names, tasks, values

SECTIONS = (files, values, names, customers, tasks, economics, book, log, figures)

EXPLAINED = {each.slug: each for section in SECTIONS for each in section.EXPLANATIONS}
"""By slug."""
