"""Looks the day up: what the engine's cards say of it, gathered in one value."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from bot.adapters.console import clock as times
from bot.adapters.console.screen.day import Day, Reveal, Standings, same_week
from bot.engine import commands as c
from bot.engine.cards import (
    AnswerCard,
    Card,
    FollowUpCard,
    HistoryCard,
    LeaderboardCard,
    MineCard,
    ReceiptCard,
    RevealCard,
    StreakCard,
    WordsCard,
)
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef, Plan
from bot.engine.practice_queries import (
    CountDueReviews,
    LatestRound,
    LiveRounds,
    ShowQuestion,
    ShowReveal,
)
from bot.engine.queries import KnownTracks

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks the day of ``you`` up, by the terminal's own clock."""

    engine: Engine
    you: Actor
    channel: ChannelRef
    now: Callable[[], datetime]

    async def look(self, plan: Plan, before: Day | None) -> Day:
        """Return the day as it is. What ``before`` knows and nobody tells twice is kept."""
        at = self.now()
        next_at = times.next_day(at, plan)
        board = await self._card(c.ShowLeaderboard(self.you, at), LeaderboardCard)
        history = await self._card(c.ShowHistory(self.you, at), HistoryCard)
        if board is None or history is None:
            raise Refused("The practice team is gone.", "Start the demo again.")
        due, due_next = await self.engine.ask(CountDueReviews(self.you, (at, next_at)))
        day = Day(
            here=times.local(at, plan.zone),
            next_at=times.local(next_at, plan.zone),
            channel=self.channel.channel,
            board=board,
            history=history,
            streak=await self._card(c.ShowStreak(self.you, at), StreakCard),
            due=due,
            due_next=due_next,
            tracks=await self.engine.ask(KnownTracks(self.you)),
        )
        day = await self._with_question(day, at)
        return _with_standings(day, before)

    async def _with_question(self, day: Day, at: datetime) -> Day:
        live = await self.engine.ask(LiveRounds(self.you))
        asked = [each for each in live if each.state is RoundState.OPEN]
        if asked:
            round_id = asked[-1].id
            question = await self.engine.ask(ShowQuestion(round_id))
            receipt = await self._card(c.ShowMine(self.you, at, round_id), ReceiptCard)
            return replace(day, question=question, receipt=receipt)
        latest = await self.engine.ask(LatestRound(self.channel))
        return day if latest is None else replace(day, reveal=await self._reveal(latest, at))

    async def _reveal(self, round_id: int, at: datetime) -> Reveal | None:
        cards = await self.engine.ask(ShowReveal(round_id))
        reveal = _first(cards, RevealCard)
        answer = _first(cards, AnswerCard)
        mine = await self._card(c.ShowMine(self.you, at, round_id), MineCard)
        if reveal is None or answer is None or mine is None:
            return None
        words = tuple(card for card in cards if isinstance(card, WordsCard))
        return Reveal(reveal, answer, words, _first(cards, FollowUpCard), mine)

    async def _card(self, command: c.Command, kind: type[K]) -> K | None:
        card = await self.engine.handle(command)
        return card if isinstance(card, kind) else None


def _first(cards: tuple[Card, ...], kind: type[K]) -> K | None:
    return next((card for card in cards if isinstance(card, kind)), None)


def _with_standings(day: Day, before: Day | None) -> Day:
    """Keep this week's leaderboards, one for each reveal, and news, which are told only once."""
    if before is None:
        return day
    known = [each for each in before.standings if same_week(each.day, day.here)]
    then = before.here.date()
    if before.reveal and then != day.here.date() and same_week(then, day.here):
        known.append(Standings(then, before.board))
    day = replace(day, standings=tuple(known))
    if day.reveal and before.reveal and day.round_id == before.round_id and before.reveal.mine.news:
        mine = replace(day.reveal.mine, news=before.reveal.mine.news)
        day = replace(day, reveal=replace(day.reveal, mine=mine))
    return day
