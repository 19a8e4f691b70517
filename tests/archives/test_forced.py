"""Readers told to read what is not theirs: nothing is raised."""

import pytest
from tests.archives.telling import records

from mutuals.discover import modules, names

ODD = (b"", b"true", b"[]", b"{}", b"]", b"[1, [2], {}]", b'{"a": 1', b'"x"', b'"x" y', b"a,b\n1")


@pytest.mark.parametrize("name", names("mutuals.readers"))
@pytest.mark.parametrize("content", ODD)
def test_what_is_not_its_own(name: str, content: bytes) -> None:
    found = records(modules("mutuals.readers")[name], content)
    assert len(found) <= 5
