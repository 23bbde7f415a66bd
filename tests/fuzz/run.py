"""Fuzzes what reads what users write: ``python -m tests.fuzz.run TARGET [FOLDER | FILE] [OPTION...]``.

TARGET is one of those in targets.py; options are libFuzzer's, such as ``-runs=20000``, ``-max_total_time=60`` or
``-seed=1``. New inputs that reach new code go to FOLDER; a FILE is run again. Without either, the saved corpus of the
target is where to start, and what is new is forgotten. An input that is a finding goes to the current directory.

Needs atheris, so Linux; that the saved corpus is free of findings is a test of its own anywhere (test_fuzz.py).
"""

from __future__ import annotations

import gc
import pkgutil
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from random import Random

import atheris

import csplan

CORPUS = Path(__file__).parent / "corpus"
INSTRUMENTED = ("loader", "plan", "checks", "values", "inputs", "sources", "records")
"""The rooms in which new code makes an input worth keeping; elsewhere it would only cost time."""
OPTIONS = ("-max_len=4096", "-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1")
"""Unless others are given. The timeout is of the clock, for what hangs; see SECONDS."""
OWN = 0.7
"""Share of the changes that know what plans are made of; the others are libFuzzer's."""
SECONDS = 5.0
"""Of the processor: more for one input is a finding, on however busy a machine."""


def main(target: str, *arguments: str) -> None:
    """Fuzz one target."""
    with atheris.instrument_imports(include=[f"csplan.{room}" for room in INSTRUMENTED]):
        for module in pkgutil.walk_packages(csplan.__path__, "csplan."):
            if module.name.split(".")[1] in INSTRUMENTED:
                import_module(module.name)
    from tests.fuzz.mutations import mutate, words
    from tests.fuzz.targets import TARGETS

    run, known = TARGETS[target], words()

    def timed(data: bytes) -> float:
        start = time.process_time()
        run(data)
        return time.process_time() - start

    def one_input(data: bytes) -> None:
        # What is slow once may pay for what is made once, or for a machine that does much else: it is slow twice.
        if timed(data) > SECONDS and (took := timed(data)) > SECONDS:
            raise TimeoutError(f"{took:.1f} s for {len(data)} bytes")

    def custom_mutator(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        mutated: bytes = mutate(data, random, known) if random.random() < OWN else atheris.Mutate(data, most)
        return mutated[:most]

    places = [each for each in arguments if not each.startswith("-")]
    options = [each for each in arguments if each.startswith("-")]
    if not any(Path(each).is_file() for each in places):
        places = [*(places or [tempfile.mkdtemp(prefix="csplan-fuzz-")]), str(CORPUS / target)]
    gc.freeze()
    atheris.Setup([target, *OPTIONS, *options, *places], one_input, custom_mutator=custom_mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
