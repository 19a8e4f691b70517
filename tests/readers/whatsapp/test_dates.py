"""Date orders and clocks of every language the reader knows."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutuals.readers import whatsapp
from mutuals.readers.whatsapp.header import day, header, moment
from mutuals.readers.whatsapp.order import DateOrder
from mutuals.records import Interaction, Source


@pytest.mark.parametrize(
    ("line", "order", "expected"),
    [
        ("31/12/19, 11:05 - Ann: x", "dmy", "2019-12-31 11:05:00"),
        ("12/31/2019, 1:05 PM - Ann: x", "mdy", "2019-12-31 13:05:00"),
        ("31.12.19 13:05:59: Ann: x", "dmy", "2019-12-31 13:05:59"),
        ("31-12-2019 13:05 - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("2019. 12. 31. du. 1:05 - Ann: x", "ymd", "2019-12-31 13:05:00"),
        ("19-12-31 13:05 - Ann: x", "ymd", "2019-12-31 13:05:00"),
        ("[2019/12/31 13:05] Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("\u200e[31.12.2019 klo 13.05.33] Ann: x", "dmy", "2019-12-31 13:05:33"),
        ("[31/12/2019 à 13:05:33] Ann: x", "dmy", "2019-12-31 13:05:33"),
        ("31/12/19 à 13:05 - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("31/12/19 13h05 - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("12/31/19, 12:05\u202fAM - Ann: x", "mdy", "2019-12-31 00:05:00"),
        ("12/31/19, 12:05 p.\u00a0m. - Ann: x", "mdy", "2019-12-31 12:05:00"),
        ("31.12.19, 1:05 nachm. - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("31.12.19, 1:05 vorm. - Ann: x", "dmy", "2019-12-31 01:05:00"),
        ("2019/12/31, 午前0:05 - Ann: x", "ymd", "2019-12-31 00:05:00"),
        ("2019/12/31 下午1:05 - Ann: x", "ymd", "2019-12-31 13:05:00"),
        ("31/12/19, 13:05 PM - Ann: x", "dmy", "2019-12-31 13:05:00"),
        (
            "\u06f1\u06f3/\u06f1/\u06f2\u06f0\u06f2\u06f4،\u200f \u06f1:\u06f0\u06f5 ب.ظ. - Ann: x",
            "dmy",
            "2024-01-13 13:05:00",
        ),
        ("31.12.19 \u0433., 13:05 ч. - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("2019-12-31 13 h 05 - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("[2019-12-31 13 h 05 min 33 s] Ann: x", "dmy", "2019-12-31 13:05:33"),
        ("[13:05:33, 12/31/19] Ann: x", "mdy", "2019-12-31 13:05:33"),
        ("1:05 CH, 31/12/2019 - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("31/12/19, பிற்பகல் 1:05 - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("2019-12-31, 1:05 nm. - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("31.12.19, 1:05 e pasdites - Ann: x", "dmy", "2019-12-31 13:05:00"),
        ("[12/31/2562 BE, 13:05:33] Ann: x", "mdy", "2019-12-31 13:05:33"),
        ("31/12/2562 13:05 - Ann: x", "dmy", "2019-12-31 13:05:00"),
        (
            "\u06f1\u06f3\u06f9\u06f8/\u06f1\u06f0/\u06f1\u06f0, 13:05 - Ann: x",
            "ymd",
            "2019-12-31 13:05:00",
        ),
    ],
)
def test_form_of_date_and_clock(line: str, order: str, expected: str) -> None:
    found = header(line)
    assert found is not None
    assert found.clock is not None
    on = day(found.date, order)
    assert on is not None
    assert f"{moment(on, found.clock):%Y-%m-%d %H:%M:%S}" == expected
    assert line[found.end :] == ("x" if line[found.end :] == "x" else "Ann: x")


@pytest.mark.parametrize(
    "line",
    [
        "See you on 31/12/19, 11:05 - Ann",
        "31/12/19 - Ann: x",
        "31/12/19, 11:05-12:00 we meet",
        "31/12/19, 11:05 o'clock - Ann: x",
        "[31/12/19, 11:05 - Ann: x",
        "31/12/19, 11:05] Ann: x",
        "31/12/19, 11:05, Ann: x",
        "1.2.3.4 11:05 - Ann",
        "",
        "3" * 200_000,
    ],
)
def test_what_is_no_beginning_of_a_record(line: str) -> None:
    assert header(line) is None


@pytest.mark.parametrize("clock", ["24:00", "11:60", "11:05:60"])
def test_no_such_time_of_day(clock: str) -> None:
    found = header(f"31/12/19, {clock} - Ann: x")
    assert found is not None
    assert found.clock is None


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1399", "12", "30"), date(2021, 3, 20)),
        (("1402", "1", "1"), date(2023, 3, 21)),
        (("1402", "6", "31"), date(2023, 9, 22)),
        (("1402", "7", "1"), date(2023, 9, 23)),
        (("1402", "12", "30"), None),
        (("1402", "7", "31"), None),
    ],
)
def test_days_of_the_persian_calendar(numbers: tuple[str, str, str], expected: date | None) -> None:
    assert day(numbers, "ymd") == expected


@pytest.mark.parametrize(
    "numbers", [("31", "2", "20"), ("1", "1", "120"), ("1", "13", "2020"), ("0", "1", "20")]
)
def test_no_such_day(numbers: tuple[str, str, str]) -> None:
    assert day(numbers, "dmy") is None


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["1/2/20", "13/2/20"], "dmy"),
        (["1/2/20", "2/13/20"], "mdy"),
        (["2020/1/2", "2020/2/1"], "dmy"),
        (["28/1/20", "1/2/20"], "dmy"),
        (["1/12/20", "2/1/20"], "mdy"),
        (["12/1/20", "1/2/20"], "dmy"),
        (["20/5/1", "20/5/30"], "ymd"),
        (["20/5/20", "20/5/22", "20/5/25"], "ymd"),
        (["3/3/20", "4/4/20"], "dmy"),
        (["1/2/20", "1/2/20"], None),
        (["1/2/20", "2/2/20"], None),
        (["10/11/12", "11/11/12"], None),
        (["2/3/20", "1/2/20", "3/1/20"], None),
        ([], "dmy"),
    ],
)
def test_order_of_a_file(dates: list[str], order: str | None) -> None:
    collected = DateOrder()
    for one in dates:
        first, second, third = one.split("/")
        collected.add((first, second, third))
    assert collected.decided() == order


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.dates(min_value=date(2009, 6, 1), max_value=date(2031, 1, 1)), min_size=1, max_size=40
    ),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]),
)
def test_a_file_in_order_of_time_is_never_read_wrongly(days: list[date], form: str) -> None:
    days.sort()
    collected = DateOrder()
    written = []
    for one in days:
        first, second, third = f"{one:{form}}".split("/")
        written.append((first, second, third))
        collected.add(written[-1])
    order = collected.decided()
    if order is not None:
        assert [day(numbers, order) for numbers in written] == days


def test_short_years_as_in_thailand_are_told_by_most_of_a_file() -> None:
    def years(*dates: str) -> list[int]:
        text = "".join(f"{one} 14:05 - Ann: hi\n{one} 14:06 - Ben: ho\n" for one in dates)
        found = whatsapp.read(Source("x.txt", lambda: BytesIO(text.encode())))
        return [one.started_at.year for one in found if isinstance(one, Interaction)][::2]

    assert years("13/1/67", "14/1/67", "2/12/67", "3/1/68") == [2024, 2024, 2024, 2025]
    # One clock that went wrong is no calendar.
    assert years("13/1/24", "14/1/24", "15/1/67") == [2024, 2024]
