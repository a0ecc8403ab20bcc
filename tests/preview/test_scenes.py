"""What the preview plays of a question: cards as the engine would make them."""

from dataclasses import replace

from bot.engine import cards as k
from bot.engine.model.questions import Format
from bot.preview.scenes import Scene, scenes_of, terminal_scenes
from tests.support.builders import bank, question

ASKED = question("sql/joins", key=2)
OPEN = replace(ASKED, choices=())
BANK = bank(ASKED)


def by_key(scenes: tuple[Scene, ...]) -> dict[str, k.Card]:
    return {scene.key: scene.cards[0] for scene in scenes}


def test_a_day_is_played_from_the_question_to_the_reasons() -> None:
    keys = [scene.key for scene in scenes_of(ASKED, BANK)]
    wanted = ["question", "receipt", "reveal", "revealed", "thread", "result", "reasons"]
    assert keys == wanted


def test_nothing_shows_the_answer_before_the_reveal() -> None:
    scenes = scenes_of(ASKED, BANK)
    assert "SECRET" not in repr([scene.cards for scene in scenes[:2]])
    assert "SECRET" in repr([scene.cards for scene in scenes[2:]])


def test_all_scenes_agree_on_what_is_right_and_what_you_chose() -> None:
    scenes = by_key(scenes_of(ASKED, BANK))
    post, revealed, mine = scenes["reveal"], scenes["revealed"], scenes["result"]
    receipt, reasons = scenes["receipt"], scenes["reasons"]
    assert isinstance(post, k.RevealPostCard)
    assert isinstance(revealed, k.RevealCard)
    assert isinstance(mine, k.MineCard)
    assert isinstance(receipt, k.ReceiptCard)
    assert isinstance(reasons, k.ReasonsCard)
    right = next(choice for choice in revealed.choices if choice.right)
    assert post.right is not None
    assert mine.answer is not None
    assert post.right.letter == right.letter == mine.answer.letter == reasons.answer.letter
    assert post.got_it == right.votes == 4
    assert receipt.letter == mine.letter == reasons.wrong[0].letter != right.letter
    assert mine.right is False


def test_without_choices_it_is_answered_in_own_words() -> None:
    scenes = by_key(scenes_of(OPEN, BANK))
    asked, mine = scenes["question"], scenes["result"]
    assert isinstance(asked, k.QuestionCard)
    assert isinstance(mine, k.MineCard)
    assert asked.format is Format.OPEN
    assert mine.words
    assert mine.can_mark
    assert "reasons" not in scenes


def test_a_terminal_prints_the_reveal_once() -> None:
    assert "reveal" not in by_key(terminal_scenes(scenes_of(ASKED, BANK)))
    assert "reveal" in by_key(terminal_scenes(scenes_of(OPEN, BANK)))
