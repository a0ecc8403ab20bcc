"""``python -m tests.benchmarks [NAME ...]``: measure, as ratios within one run."""

import sys
from collections.abc import Callable, Mapping

from tests.benchmarks import (
    bench_burst,
    bench_engine,
    bench_idle,
    bench_pictures,
    bench_rush,
    bench_start,
    bench_store,
)
from tests.benchmarks.report import Line

BENCHMARKS: Mapping[str, Callable[[], list[Line]]] = {
    "engine": bench_engine.run,
    "store": bench_store.run,
    "start": bench_start.run,
    "burst": bench_burst.run,
    "rush": bench_rush.run,
    "idle": bench_idle.run,
    "pictures": bench_pictures.run,
}


def main(names: list[str]) -> None:
    """Run the benchmarks called ``names``, or all."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"There is no benchmark {', '.join(unknown)}: choose {', '.join(BENCHMARKS)}.")
    for name in names or BENCHMARKS:
        print(f"\n{name}")
        for line in BENCHMARKS[name]():
            print(f"  {line.what:<36} {line.figure}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
