"""Migrations that bring a database of any age up to date.

``HEAD`` is the newest revision. When you add a migration to ``versions``, change it too.
"""

HEAD = "0022"
