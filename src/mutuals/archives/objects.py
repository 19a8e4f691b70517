"""JSON Lines: a value a line, so that a broken line costs one record."""

import json
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from mutuals.archives.lines import lines


class Object(NamedTuple):
    """What a line holds and where it begins; ``problem`` says why it holds nothing."""

    value: object
    offset: int
    problem: str = ""


def objects(opened: Callable[[], BinaryIO]) -> Iterator[Object]:
    r"""Yield the value of each line that is not blank.

    >>> from io import BytesIO
    >>> found = objects(lambda: BytesIO(b'{"a": 1}\n\n{"a"\n'))
    >>> [one.problem or one.value for one in found]
    [{'a': 1}, 'broken']
    """
    for line in lines(opened):
        if not line.text.strip():
            continue
        if line.is_cut:
            yield Object(None, line.offset, "too_large")
            continue
        try:
            yield Object(json.loads(line.text), line.offset)
        except ValueError:
            yield Object(None, line.offset, "broken")
        except RecursionError:
            yield Object(None, line.offset, "too_deep")
