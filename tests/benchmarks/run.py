"""Measures the program against its bars and prints a table:

    python tests/benchmarks/run.py [--only NAME] [--rounds 7] [--sizes 100,1000,10000]

Everything is measured in this run, in turns with a bare Textual program, because machines differ
and are never quiet: what counts are the ratios. Needs the test extra; takes about ten minutes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # the package and the tests of this checkout

from tests.benchmarks.generate import write  # noqa: E402 - needs the path above
from tests.benchmarks.rows import ROWS, Figure  # noqa: E402

SIZES = "100,1000,10000"
ROUNDS = 7
HEAD = f"{'':38}{'figure':>11}{'ratio':>9}   {'bar':14}"


def line(figure: Figure) -> str:
    """A line of the table."""
    value = f"{figure.value:.3g} {figure.unit}"
    ratio = f"{figure.ratio:.2f} x" if figure.ratio is not None else ""
    bars = [f"{figure.most:.3g} {figure.unit}"] if figure.most is not None else []
    bars += [f"{figure.most_ratio:.1f} x"] if figure.most_ratio is not None else []
    said = f"<= {', '.join(bars)}" if bars else ""
    verdict = "" if not bars else "kept" if figure.kept else "MISSED"
    return f"{figure.what:38}{value:>11}{ratio:>9}   {said:16}{verdict}".rstrip()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Measures infoview against its bars.")
    parser.add_argument("--only", choices=ROWS, action="append", help="measure this alone")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--sizes", default=SIZES, help="interviews in the journals")
    options = parser.parse_args(arguments)
    missed = 0
    with (
        tempfile.TemporaryDirectory(prefix="infoview-benchmarks-") as folder,
        patch.dict(os.environ),
    ):
        # What is installed has its bytecode; this checkout may be told to keep none.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/bytecode"
        journals = {}
        for size in map(int, options.sizes.split(",")):
            journals[size] = Path(folder) / str(size) / "journal.json"
            journals[size].parent.mkdir(mode=0o700)
            write(size, journals[size], date.today())  # noqa: DTZ011 - the program's today
        sys.stdout.write(HEAD + "\n")
        for name in options.only or ROWS:
            for figure in ROWS[name](journals, options.rounds):
                missed += not figure.kept
                sys.stdout.write(line(figure) + "\n")
                sys.stdout.flush()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
