"""Kill the bot at every step and tell what became of it: python -m tests.faults --kills 200.

Scenes of 20 kills run beside each other; scene number n of a run with seed s has the seed
s + n, so that a failure is played again by ``--seed`` and that number, ``--kills 20``.
Exits with 1 when anything failed, or fewer kills came than were asked for.
"""

import argparse
import sys
import time

from tests.faults.scenes import LANES, play, summary


def main() -> int:
    """Play scenes; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the first scene")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--lanes", type=int, default=LANES, help="scenes at once")
    wanted = parser.parse_args()
    began = time.monotonic()
    reports = play(wanted.seed, wanted.kills, wanted.lanes, lambda text: print(text, flush=True))
    for text in summary(reports, wanted.kills, time.monotonic() - began):
        print(text)
    failed = any(report.failures for report in reports)
    return int(failed or sum(len(report.kills) for report in reports) < wanted.kills)


if __name__ == "__main__":
    sys.exit(main())
