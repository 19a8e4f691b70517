"""Read bytes as mail, the way the sandbox would."""

import io
from collections.abc import Callable

import pytest

from mutuals.readers import mail
from mutuals.records import Record, Source

Read = Callable[..., list[Record]]


@pytest.fixture
def read() -> Read:
    def reading(content: bytes, name: str = "sample", *, keep_text: bool = False) -> list[Record]:
        source = Source(name, lambda: io.BytesIO(content), len(content), keep_text=keep_text)
        return list(mail.read(source))

    return reading
