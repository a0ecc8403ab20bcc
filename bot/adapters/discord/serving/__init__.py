"""From a command to the shown card: acknowledge, dispatch, show."""
