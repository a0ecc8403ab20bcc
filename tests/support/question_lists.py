"""Small lists of questions in the shapes that real ones have, and what is in them."""

from tests.support.list_sample import ListSample
from tests.support.lists_by_language import BY_LANGUAGE
from tests.support.lists_in_headings import IN_HEADINGS
from tests.support.lists_in_items import IN_ITEMS
from tests.support.lists_with_keys import WITH_KEYS

SAMPLES: dict[str, ListSample] = {**IN_HEADINGS, **IN_ITEMS, **WITH_KEYS, **BY_LANGUAGE}
