"""The benchmark, run by hand: Onrecord beside five other generators, and Onrecord's full site alone.

    python tests/bench --n 5000,10000 --rounds 3
    python tests/bench full --n 1000,10000,100000
    python tests/bench search --n 10000
    python tests/bench setup --home ~/peers

The README beside this file says what is measured, and what is fair in it and what is not.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # run as a folder: its modules are those of the package `bench`

from bench.cli import main  # noqa: E402 - only now can it be found

if __name__ == "__main__":
    main()
