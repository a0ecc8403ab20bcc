"""A question as chat will show it, as a web page: for authors, and for pictures in the docs.

``scenes`` makes the cards that people see of a question; each platform's adapter renders them to
the payload it sends, and ``discord_html``, ``slack_html`` and ``terminal_html`` draw that payload.
``page`` puts them side by side, and ``server`` serves the page to this machine.
"""
