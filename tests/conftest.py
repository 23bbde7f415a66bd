"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# Tables in pipes are as wide as it says; those of docs and golden files are as wide as where nothing is said.
os.environ.pop("COLUMNS", None)

# The same examples in every run, and no deadline: a slow machine is no defect. More: `--hypothesis-profile=thorough`.
settings.register_profile("default", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("default")
