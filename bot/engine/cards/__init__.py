"""Cards say what people should see, and nothing of how: no colors, rows or vendor types.

Each platform has a total ``render(card)``. Names and words of members are plain strings
and are shown literally. No card that can be shown before the reveal holds the key.
"""

from bot.engine.cards.boards import (
    AskedQuestion,
    BoardLine,
    ChampionCard,
    DayMark,
    HardestQuestion,
    HistoryCard,
    HistoryMark,
    LeaderboardCard,
    NamedCount,
    PostedLeaderboardCard,
    RecapCard,
    StreakCard,
    StreakDay,
    StreakLine,
    WeekSoFar,
)
from bot.engine.cards.drills import (
    DrillCard,
    DrillFeedback,
    DrillResult,
    DrillSummaryCard,
    StatsCard,
    TrackScore,
)
from bot.engine.cards.group_quizzes import (
    GroupAnswerCard,
    GroupBoardCard,
    GroupPlace,
    GroupQuestionCard,
)
from bot.engine.cards.home import (
    HomeCard,
    HomeManager,
    HomeQuestion,
    HomeResult,
)
from bot.engine.cards.interviews import (
    InterviewAnswersCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    InterviewWrittenCard,
)
from bot.engine.cards.notices import (
    AlertCard,
    ConfirmCard,
    HelpCard,
    HelpEntry,
    NoticeCard,
    ProblemCard,
    ScheduleLine,
    SchedulesCard,
)
from bot.engine.cards.pairs import (
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    PartnerWaitCard,
)
from bot.engine.cards.questions import DraftCard, ReviewCard, VerdictCard
from bot.engine.cards.reports import ReportCard
from bot.engine.cards.rounds import (
    AnswerCard,
    ChangeCard,
    FollowUpCard,
    KeyPointMark,
    MineCard,
    Mistake,
    Opening,
    PointCovered,
    QuestionCard,
    ReasonedChoice,
    ReasonsCard,
    ReceiptCard,
    ReminderCard,
    RevealCard,
    RevealedChoice,
    RevealPostCard,
    SharedWords,
    ShownChoice,
    Standing,
    StreakMention,
    Subject,
    Suggestion,
    SuggestionState,
    WordsCard,
)
from bot.engine.cards.setup import PlanCard, PlanSavedCard, WelcomeCard
from bot.engine.cards.who_may import WhoMayCard

__all__ = [
    "AlertCard",
    "AnswerCard",
    "AskedQuestion",
    "BoardLine",
    "Card",
    "ChampionCard",
    "ChangeCard",
    "ConfirmCard",
    "DayMark",
    "DraftCard",
    "DrillCard",
    "DrillFeedback",
    "DrillResult",
    "DrillSummaryCard",
    "FollowUpCard",
    "GroupAnswerCard",
    "GroupBoardCard",
    "GroupPlace",
    "GroupQuestionCard",
    "HardestQuestion",
    "HelpCard",
    "HelpEntry",
    "HistoryCard",
    "HistoryMark",
    "HomeCard",
    "HomeManager",
    "HomeQuestion",
    "HomeResult",
    "InterviewAnswersCard",
    "InterviewOfferCard",
    "InterviewPointsCard",
    "InterviewQuestionCard",
    "InterviewReportCard",
    "InterviewWrittenCard",
    "KeyPointMark",
    "LeaderboardCard",
    "MineCard",
    "Mistake",
    "NamedCount",
    "NoticeCard",
    "Opening",
    "PairCard",
    "PairNotesCard",
    "PairQuestionCard",
    "PairSheetCard",
    "PartnerWaitCard",
    "PlanCard",
    "PlanSavedCard",
    "PointCovered",
    "PostedLeaderboardCard",
    "ProblemCard",
    "QuestionCard",
    "ReasonedChoice",
    "ReasonsCard",
    "RecapCard",
    "ReceiptCard",
    "ReminderCard",
    "ReportCard",
    "RevealCard",
    "RevealPostCard",
    "RevealedChoice",
    "ReviewCard",
    "ScheduleLine",
    "SchedulesCard",
    "SharedWords",
    "ShownChoice",
    "Standing",
    "StatsCard",
    "StreakCard",
    "StreakDay",
    "StreakLine",
    "StreakMention",
    "Subject",
    "Suggestion",
    "SuggestionState",
    "TrackScore",
    "VerdictCard",
    "WeekSoFar",
    "WelcomeCard",
    "WhoMayCard",
    "WordsCard",
]

Card = (
    QuestionCard
    | RevealCard
    | RevealPostCard
    | AnswerCard
    | WordsCard
    | FollowUpCard
    | ReceiptCard
    | ReminderCard
    | RecapCard
    | ChampionCard
    | ChangeCard
    | MineCard
    | ReasonsCard
    | DrillCard
    | DrillSummaryCard
    | GroupQuestionCard
    | GroupAnswerCard
    | GroupBoardCard
    | InterviewAnswersCard
    | InterviewOfferCard
    | InterviewPointsCard
    | InterviewQuestionCard
    | InterviewReportCard
    | InterviewWrittenCard
    | PairCard
    | PairNotesCard
    | PairQuestionCard
    | PairSheetCard
    | PartnerWaitCard
    | HomeCard
    | LeaderboardCard
    | PostedLeaderboardCard
    | HistoryCard
    | ReportCard
    | StreakCard
    | StatsCard
    | SchedulesCard
    | PlanCard
    | PlanSavedCard
    | WelcomeCard
    | ConfirmCard
    | NoticeCard
    | ProblemCard
    | AlertCard
    | HelpCard
    | DraftCard
    | ReviewCard
    | VerdictCard
    | WhoMayCard
)
