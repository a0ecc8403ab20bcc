"""The steps by which a database of any age becomes today's.

``HEAD`` is the newest step. A new step is a file in ``versions``; ``HEAD`` moves with it.
"""

HEAD = "0004"
