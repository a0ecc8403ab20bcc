"""Whether a prompt gives the answer away: no question that does may ever be shown.

A person who looked at the prompt and found no answer in it has the last word.
"""

import re
from collections.abc import Mapping

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_text

MOST_WORDS = 300
"""A prompt with more of them is rarely only a question."""
_ANSWER = (
    r"answers?|ans|solutions?|antwort(?:en)?|lösung|respuesta|solución|réponse|resposta|solução"
    r"|ответ|答案|解答|回答|正解|答え"
)
_BEFORE = r"(?:the |correct |right |model |sample |richtige |bonne |correcta |正确)*"
SIGNS: Mapping[str, re.Pattern[str]] = {
    "a ticked choice": re.compile(r"^\W*\[[xX✓✔]\]\s|[☑✅🗹]", re.MULTILINE),
    "an answer": re.compile(
        rf"^\W*{_BEFORE}(?:{_ANSWER})(?: is)?\W{{0,3}}[:：]"
        rf"|^\W*{_BEFORE}(?:{_ANSWER})\s*(?:[-–—=]|is)?\s*\(?[A-H]\)?\W*$",
        re.I | re.M,
    ),
    "a key": re.compile(
        r"^\W*(?:answer )?key\W{0,3}[:：]\s*\(?[A-H0-9]\b|\((?:correct|right)(?: answer)?\)\W*$",
        re.I | re.M,
    ),
    "folded details": re.compile(r"</?(?:details|summary)\b", re.IGNORECASE),
    "spoiler bars": re.compile(r"\|\|(?=\S)[^|\n]*(?<=\S)\|\|"),
}
"""What gives an answer away, as people would name it."""
_VERDICT = re.compile(
    r"[-–—:.(]\s{0,9}(?:true|false|wahr|falsch|vrai|faux|verdadero|verdadeiro|falso)\W{0,9}\Z", re.I
)


def sign_of_answer(question: Question) -> str:
    """Return what in the prompt gives the answer away, or an empty string."""
    if question.approved:
        return ""
    shown = plain_text(question.prompt)
    return next((name for name, sign in SIGNS.items() if sign.search(shown)), "")


def doubt_about(question: Question) -> str:
    """Return what in an imported prompt may be an answer, or an empty string."""
    if question.approved:
        return ""
    if sign := sign_of_answer(question):
        return sign
    shown = plain_text(question.prompt)
    if _VERDICT.search(shown):
        return "whether it's true"
    words = len(shown.split())
    return f"{words:,} words" if words > MOST_WORDS else ""
