"""Settings for all tests."""

from __future__ import annotations

import os
import pkgutil
from importlib import import_module

from hypothesis import settings

import csplan

# Tables in pipes are as wide as it says; those of docs and golden files are as wide as where nothing is said.
os.environ.pop("COLUMNS", None)

# Hypothesis tries the constants of modules that are loaded: all of them, so that the order of tests changes no example.
for module in pkgutil.walk_packages(csplan.__path__, "csplan."):
    if not module.name.endswith("__main__"):
        import_module(module.name)

# The same examples in every run, and no deadline: a slow machine is no defect. More: `--hypothesis-profile=thorough`.
settings.register_profile("default", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("default")
