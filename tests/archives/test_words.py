"""Names, numbers, moments: what is kept of them, and what is not."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest

from mutuals.archives.moments import from_epoch, is_possible
from mutuals.archives.names import full_name, mail, plain
from mutuals.archives.numbers import phone
from mutuals.archives.profiles import linkedin


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+1 (212) 204-3445", "+12122043445"),
        ("00-1-212-555-7777", "+12125557777"),
        ("tel:+1-418-656-9254;ext=102", "+14186569254"),
        ("+44 (0) 20 7946 0018", "+442079460018"),
        ("020 7946 0018 ext. 12", "02079460018"),
        ("555-1234p99", "5551234"),
        ("\u202a+٤٩ 170 1234567\u202c", "+491701234567"),
        ("+39 06 698 1234", "+39066981234"),
        ("1-800-FLOWERS", ""),
        ("-1", ""),
        ("#31#", ""),
        ("9" * 30, ""),
        ("", ""),
    ],
)
def test_numbers(written: str, number: str) -> None:
    assert phone(written) == number


def test_names_hide_nothing() -> None:
    assert plain("A\u202eb\tc\x00 \ud800") == "Ab c"
    assert plain("e\u0301" * 300) == "é" * 200
    assert full_name("", "Ann", " \n", "Lee") == "Ann Lee"
    assert mail("'Ann@Example.org'") == "ann@example.org"
    assert mail("@") == ""


def test_moments() -> None:
    assert from_epoch(0) is not None
    assert [from_epoch(one) for one in (1e20, float("nan"), float("inf"))] == [None] * 3
    assert not is_possible(datetime(1969, 12, 31, tzinfo=UTC))
    assert not is_possible(datetime.now(tz=UTC) + timedelta(days=3))


def test_nothing_costs_much() -> None:
    begun = perf_counter()
    for text in ("a" * 1_000_000, "+1" * 500_000, "(" * 1_000_000, " @" * 500_000):
        mail(text)
        phone(text)
        plain(text)
    assert perf_counter() - begun < 1


def test_pages() -> None:
    assert linkedin("HTTPS://de.LinkedIn.com/in/Ann-Lee-1a2b?x=y") == "ann-lee-1a2b"
    assert linkedin("https://www.linkedin.com/company/example") == ""
