"""``python -m bot`` is the ``warmup`` command."""

from bot.cli import main

if __name__ == "__main__":
    main()
