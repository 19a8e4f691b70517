"""Who is meant, remembered: most people of an archive come again with every message."""

from collections.abc import Callable
from functools import lru_cache

from mutuals.archives.names import LONGEST
from mutuals.records import Address

_Someone = Callable[[object, object], Address | None]


def known(someone: _Someone, who: object, called: object) -> Address | None:
    """Return whom an identifier and a name stand for, as ``someone`` says.

    Only texts are remembered: as keys, ``1`` and ``True`` are the same.
    """
    if type(who) is str and type(called) is str and len(who) + len(called) <= LONGEST:
        return _known(someone, who, called)
    return someone(who, called)


@lru_cache(maxsize=16_384)
def _known(someone: _Someone, who: str, called: str) -> Address | None:
    return someone(who, called)
