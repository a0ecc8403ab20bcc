"""Kill the bot at every step and report the results: python -m tests.crash --kills 200.

"rounds" kills it while questions are posted and revealed, 20 times a scene; "crowds" while
500 people press, 10 times a scene. Scene number n of a run with seed s has the seed s + n,
so that a failure is played again by ``--seed`` with that number and one scene's kills.
Exits with 1 when anything failed, or fewer kills came than were asked for.
"""

import argparse
import sys
import time

from tests.crash.scenes import LANES, Kind, passed, play, summary


def main() -> int:
    """Play scenes; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the first scene")
    parser.add_argument("--kills", type=int, default=200, help="while questions are asked")
    parser.add_argument("--crowd-kills", type=int, default=50, help="while people press")
    parser.add_argument("--lanes", type=int, default=LANES, help="scenes at once")
    asked = parser.parse_args()
    wanted: dict[Kind, int] = {"rounds": asked.kills, "crowds": asked.crowd_kills}
    began = time.monotonic()
    reports = play(asked.seed, wanted, asked.lanes, lambda text: print(text, flush=True))
    for kind, kills in wanted.items():
        print("\n".join(summary(kind, reports[kind], kills)))
    well = all(passed(reports[kind], kills) for kind, kills in wanted.items())
    print(f"{'Passed' if well else 'FAILED'} in {time.monotonic() - began:.0f} s.")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
