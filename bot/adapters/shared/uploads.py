"""Notes that a manager uploads to import their questions."""

from bot.engine.cards import ProblemCard

NOTES_BYTES = 256 * 1024
TOO_LARGE = ProblemCard("This file is larger than 256 KiB.", "Split it, or use the shell.")
NOT_NOTES = ProblemCard("This file isn't text in UTF-8.", "Send Markdown notes, up to 256 KiB.")


def notes_in(content: bytes) -> str | ProblemCard:
    """Return the text of a file, or what is wrong with it."""
    if len(content) > NOTES_BYTES:
        return TOO_LARGE
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return NOT_NOTES
