"""Whether an answer denies, or only guesses, what some words of it seem to say.

Code can't understand an answer, but it can see the common ways to say the opposite: "it is NOT
overfitting", "I don't know whether it overfits", "overfitting isn't the cause".
"""

from collections.abc import Iterable, Sequence

from bot.engine.rules.normal_words import Word

REACH = 8
"""Words of the same clause before a quote among which a negation belongs to it."""
_CONTENT = 4
"""Letters from which on a word of a key point is likely to be what it is about."""

NEGATIONS = frozenset(
    (
        *("not", "no", "never", "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "arent"),
        *("wasnt", "werent", "wont", "wouldnt", "shouldnt", "couldnt", "hasnt", "havent"),
        *("hadnt", "without", "neither", "nor", "unsure", "doubt", "forgot"),
        *("nicht", "kein", "keine", "keinen", "niemals", "weder", "ohne"),
        *("pas", "jamais", "sans", "aucun", "aucune", "nunca", "jamas", "ninguna", "ninguno"),
        *("nao", "senza", "non", "не", "нет", "никогда", "без", "不", "没", "非", "无"),
    )
)
"""Words that turn what follows into its opposite or into a guess, as ``Word.normal`` has them."""
_NOT_DENYING = frozenset(("only", "just", "merely", "simply", "nur", "seulement", "solo"))
"""What follows "not" where nothing is denied: "not only clears it, but …"."""
_TURNS = frozenset(
    (
        *("but", "and", "so", "because", "since", "rather", "instead", "hence", "therefore"),
        *("sondern", "und", "weil", "denn", "sino", "pero", "y", "porque", "mais", "car", "donc"),
    )
)
"""Words with which something else begins: what was denied before them ends there."""
_VERBS = frozenset(("is", "are", "was", "were", "does", "do", "did", "can", "will", "would", "has"))
_IGNORANCE = (
    *(" dont know", " no idea", " no clue", " not sure", " dont remember", " cant remember"),
    *(" weiss nicht", " weiss es nicht", " keine ahnung", " sais pas", " no se ", " no lo se "),
    *(" nao sei", " non so ", " не знаю", " 不 知 道", " か り ま せ ん"),
)
_CLAUSE_ENDS = frozenset(",;:.!?()\n—–。，；：！？、")


def is_denied(text: str, words: Sequence[Word], at: int, count: int) -> bool:
    """Tell whether ``words[at : at + count]`` of ``text`` are denied by words outside of them."""
    before = list(_before(text, words, at))
    if any(_denies(word, words[one + 1]) for one, word in before):
        return True
    end = at + count
    after = [words[one].normal for one in range(end, min(end + 2, len(words)))]
    if not after or _is_clause_end(text, words, end):
        return False
    first, second = after[0], after[1] if len(after) > 1 else ""
    return (first in NEGATIONS and first.endswith("nt")) or (
        first in _VERBS and second in NEGATIONS
    )


def says_opposite(quoted: Sequence[Word], key_point: Iterable[Word]) -> bool:
    """Tell whether a quote puts a negation right before a word of a key point that has none."""
    theirs = {word.normal for word in key_point}
    if theirs & NEGATIONS:
        return False
    nears = zip(quoted, quoted[1:], [*quoted[2:], None], strict=False)
    return any(
        _denies(word, near)
        and any(one and len(one.normal) >= _CONTENT and one.normal in theirs for one in (near, far))
        for word, near, far in nears
    )


def admits_ignorance(quoted: Sequence[Word]) -> bool:
    """Tell whether a quote says that one doesn't know."""
    said = f" {' '.join(word.normal for word in quoted)} "
    return any(phrase in said for phrase in _IGNORANCE)


def _before(text: str, words: Sequence[Word], at: int) -> Iterable[tuple[int, Word]]:
    """Yield the words before ``at``, nearest first, up to where another thought ends."""
    for one in range(at - 1, max(at - REACH, 0) - 1, -1):
        if _is_clause_end(text, words, one + 1) or words[one].normal in _TURNS:
            return
        yield one, words[one]


def _denies(word: Word, follower: Word) -> bool:
    return word.normal in NEGATIONS and follower.normal not in _NOT_DENYING


def _is_clause_end(text: str, words: Sequence[Word], at: int) -> bool:
    """Tell whether a clause ends between a word and the one before it."""
    if not 0 < at < len(words):
        return True
    return not _CLAUSE_ENDS.isdisjoint(text[words[at - 1].end : words[at].start])
