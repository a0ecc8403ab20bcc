"""The rules of streaks, naively: for every day, everything is counted again from the first."""


def naive_outcomes(history: list[tuple[bool, str]]) -> list[str]:
    """Return what each day was, from whether the member responded and why a miss costs nothing.

    The second is ``leave``, another word of ``docs/rules.md``, or empty for a miss that costs.
    """
    outcomes: list[str] = []
    for responded, free in history:
        if responded:
            outcomes.append("kept")
        elif free:
            outcomes.append("leave" if free == "leave" else "excused")
        elif naive_freezes(outcomes):
            outcomes.append("freeze")
        else:
            outcomes.append("missed")
    return outcomes


def naive_streak(outcomes: list[str]) -> int:
    """Return the kept days since the last miss."""
    backwards = outcomes[::-1]
    since_the_miss = backwards[: backwards.index("missed")] if "missed" in backwards else backwards
    return since_the_miss.count("kept")


def naive_freezes(outcomes: list[str]) -> int:
    """Return how many freezes are held after the last day."""
    held = 0
    for end, outcome in enumerate(outcomes, 1):
        if outcome == "freeze":
            held -= 1
        elif outcome == "kept" and naive_streak(outcomes[:end]) in range(5, 10_000, 5) and held < 2:
            held += 1
    return held
