"""The town beyond the village: many people, several addresses each, and who is who.

It is there to measure how well addresses are put together into persons. Everybody in it
is invented, and the truth is written beside the files, never into them.
"""

from mutuals.village.town.writing import write_town

__all__ = ["write_town"]
