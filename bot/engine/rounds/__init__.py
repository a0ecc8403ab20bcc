"""A round's life, from the claim of its slot to the reveal, and the worker that drives it.

``transitions`` draws it; ``lease`` says who may act; ``worker`` decides what is due.
"""
