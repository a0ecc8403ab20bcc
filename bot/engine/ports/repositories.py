"""What the engine needs from a database.

A *transaction* groups small repositories. Values that get their id from the database are
passed to ``add`` with id 0 and come back with the real one. All times are aware UTC; all
methods raise ``StorageError`` when the database fails. One contract suite
(``tests/storage/contract``) runs over every implementation.
"""

from datetime import datetime
from typing import Protocol

from bot.engine.ports.deliveries import Deliveries
from bot.engine.ports.followers import Followers
from bot.engine.ports.group_quizzes import GroupQuizzes
from bot.engine.ports.interviews import Interviews
from bot.engine.ports.notes import Events, Settings
from bot.engine.ports.pairs import Pairs
from bot.engine.ports.people import Members, Teams
from bot.engine.ports.practice import Practice
from bot.engine.ports.questions import Questions
from bot.engine.ports.read_answers import ReadAnswers
from bot.engine.ports.reveals import Applause, RoundPosts
from bot.engine.ports.review_fits import ReviewFits
from bot.engine.ports.rounds import Responses, Rounds
from bot.engine.ports.schedules import Schedules, WaitingPlans
from bot.engine.ports.scores import Days, Points, Uptime
from bot.engine.ports.suggestions import Suggestions


class Transaction(Protocol):
    """One unit of work: everything in it happens, or nothing."""

    @property
    def teams(self) -> Teams: ...
    @property
    def members(self) -> Members: ...
    @property
    def schedules(self) -> Schedules: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def responses(self) -> Responses: ...
    @property
    def round_posts(self) -> RoundPosts: ...
    @property
    def applause(self) -> Applause: ...
    @property
    def points(self) -> Points: ...
    @property
    def days(self) -> Days: ...
    @property
    def uptime(self) -> Uptime: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def suggestions(self) -> Suggestions: ...
    @property
    def practice(self) -> Practice: ...
    @property
    def followers(self) -> Followers: ...
    @property
    def group_quizzes(self) -> GroupQuizzes: ...
    @property
    def interviews(self) -> Interviews: ...
    @property
    def pairs(self) -> Pairs: ...
    @property
    def read_answers(self) -> ReadAnswers: ...
    @property
    def review_fits(self) -> ReviewFits: ...
    @property
    def waiting_plans(self) -> WaitingPlans: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def events(self) -> Events: ...
    @property
    def deliveries(self) -> Deliveries: ...
    def database_time(self) -> datetime | None:
        """Return what the database server's clock says now; None when a file is the database."""
        ...
