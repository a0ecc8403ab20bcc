"""Pictures: SVG text drawn from plain values, and PNG made from it in a process of its own.

Nothing here knows a platform. What the pictures say is always said in words too, by whoever sends
them.
"""
