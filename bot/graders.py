"""The grader, made from the settings: a model that reads answers, if one is set up."""

import ipaddress
from urllib.parse import urlsplit

from bot.engine.errors import GraderFails, StartRefused
from bot.engine.model.coverage import GradingTask
from bot.engine.ports.runtime import Finding
from bot.engine.rules.coverage import evidence
from bot.grader.guarded import DEFAULT, GraderMonitor, GuardedGrader, Limits
from bot.grader.server import LazyServer, missing_extra
from bot.grader_settings import GraderSettings

TRIAL = GradingTask(
    "Why is a cache useful?",
    ("It saves work that was done before", "It needs a rule for when entries are too old"),
    "It keeps results, so that nobody computes them a second time.",
)
"""What ``warmup doctor`` has the model read: the first key point is covered, the second isn't."""


def build_grader(
    settings: GraderSettings, monitor: GraderMonitor | None = None, limits: Limits = DEFAULT
) -> GuardedGrader | None:
    """Return the grader, None if no model is set up. Nothing is connected or imported yet.

    Raises StartRefused, with the line that installs it, if the package it needs is missing.
    """
    if not settings.is_on:
        return None
    if problem := missing_extra():
        raise StartRefused(problem)
    server = LazyServer(settings.url, settings.model, settings.key)
    return GuardedGrader(
        server, model=settings.model, host=settings.host, limits=limits, monitor=monitor
    )


async def check_grader(settings: GraderSettings, limits: Limits = DEFAULT) -> tuple[Finding, ...]:
    """Have the model read a short answer of our own."""
    where = f"{settings.model} at {settings.host}"
    try:
        grader = build_grader(settings, limits=limits)
    except StartRefused as refused:
        return (Finding(False, f"{where} can't be asked.", str(refused)),)
    if grader is None:
        fix = "Set GRADER_MODEL and GRADER_URL to have ticks suggested (docs/grader.md)."
        return (Finding(True, "No model reads answers.", fix),)
    try:
        claims = await grader.claims(TRIAL)
    except GraderFails as failure:
        return (Finding(False, f"{where} doesn't read answers: {failure}.", _fix(failure)),)
    finally:
        await grader.close()
    found = [one.point for one in evidence(TRIAL, claims)]
    read = (
        Finding(True, f"{where} reads answers ({settings.per_day:,} per team and day).")
        if found == [0]
        else Finding(
            True,
            f"{where} replies, but misread a simple answer.",
            "Try a larger model; `warmup grader try` compares models.",
        )
    )
    return (read, *unencrypted(settings))


def _fix(failure: GraderFails) -> str:
    match failure.kind:
        case "refused":
            return "Check GRADER_KEY, GRADER_MODEL and GRADER_URL."
        case "unreachable":
            return "Check GRADER_URL, and that the server runs."
        case "timeout":
            return "Use a smaller model, or keep it loaded (docs/grader.md)."
        case _:
            return "Look at the server's log; another model may do."


def unencrypted(settings: GraderSettings) -> tuple[Finding, ...]:
    """Return a hint where answers go over a network in the clear."""
    parts = urlsplit(settings.url)
    if parts.scheme.lower() != "http" or _is_near(parts.hostname or ""):
        return ()
    what = f"Answers go to {settings.host} unencrypted."
    return (Finding(True, what, "Use https:// in GRADER_URL unless that network is yours."),)


def _is_near(host: str) -> bool:
    """Tell whether a host is this machine, a container next to it, or in a private network."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))
