"""Small lists of questions in the shapes that real ones have, and what is in them."""

from tests.support.list_sample import ListSample
from tests.support.lists_by_language import BY_LANGUAGE
from tests.support.lists_in_headings import IN_HEADINGS
from tests.support.lists_in_items import IN_ITEMS
from tests.support.lists_on_one_line import ON_ONE_LINE
from tests.support.lists_with_keys import WITH_KEYS
from tests.support.lists_with_level_choices import WITH_LEVEL_CHOICES

SAMPLES: dict[str, ListSample] = {
    **IN_HEADINGS,
    **IN_ITEMS,
    **ON_ONE_LINE,
    **WITH_KEYS,
    **WITH_LEVEL_CHOICES,
    **BY_LANGUAGE,
}
