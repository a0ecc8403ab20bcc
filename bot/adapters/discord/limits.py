"""Discord's limits, as its documentation states them; lengths are in characters.

The library enforces the count of components only: the text of a message is for us to measure.
"""

from typing import Final

MESSAGE_TEXT: Final = 4000
"""All text of one Components V2 message together."""
COMPONENTS: Final = 40
"""Components of one message, nested ones and containers included."""
ROW_BUTTONS: Final = 5
BUTTON_LABEL: Final = 80
CUSTOM_ID: Final = 100
NONCE: Final = 25

MODAL_TITLE: Final = 45
MODAL_ITEMS: Final = 5
LABEL_TEXT: Final = 45
LABEL_DESCRIPTION: Final = 100
TEXT_INPUT: Final = 4000
PLACEHOLDER: Final = 100
GROUP_OPTIONS: Final = 10
SELECT_OPTIONS: Final = 25
OPTION_LABEL: Final = 100

FOLLOW_UPS: Final = 5
"""Of one interaction, where only its user has installed the app."""
THREAD_NAME: Final = 100
AUTOCOMPLETE_CHOICES: Final = 25
COMMAND_TEXT: Final = 100
"""A command's or option's description, and a choice's name."""

REQUESTS_A_SECOND: Final = 50
"""For the whole bot; answers to interactions are exempt."""
