"""Who the owner may be: ticked beforehand only where it can be nobody else."""

import pyarrow as pa
import pytest

from mutuals.people.me import likely

Row = dict[str, object]


def row(value: str, share: float, **more: object) -> Row:
    told: Row = {"value": value, "name": "", "channel": "chat", "share": share, "place": 1}
    told |= {"sent": 40, "delivered": 0, "evidence": "takes part in 5063 of 6000"}
    return told | more


def sure(*rows: Row) -> dict[str, bool]:
    return {one.value: one.is_sure for one in likely(pa.Table.from_pylist(list(rows)))}


@pytest.mark.parametrize(
    ("second", "is_sure"), [(0.99, False), (0.9, False), (0.51, False), (0.4, True)]
)
def test_of_several_who_take_part_alike_nobody_is_ticked(second: float, is_sure: bool) -> None:  # noqa: FBT001  # a case
    found = sure(row("John", 0.99), row("Mary", second, place=2))
    assert found == {"John": is_sure}


def test_where_mail_is_delivered_is_nobody_elses() -> None:
    first, second = row("a@x.example", 0.7), row("b@x.example", 0.6, place=2)
    assert sure({**first, "delivered": 90}, {**second, "delivered": 80}) == {
        "a@x.example": True,
        "b@x.example": True,
    }
    assert sure({**first, "delivered": 90}, second) == {"a@x.example": True}


def test_lists_of_followers_have_their_owner_on_every_line_and_a_star_is_none() -> None:
    site = "follows on x"
    others = row("fan", 0.1, place=2, channel=site)
    assert sure(row("owner", 1.0, channel=site), others) == {"owner": True}
    assert sure(row("star", 0.7, channel=site), others) == {}
    assert sure(row("silent star", 1.0, sent=0, channel=site), others) == {}


def test_it_is_said_why_somebody_is_suggested_and_yet_not_ticked() -> None:
    (one,) = likely(pa.Table.from_pylist([row("John", 1.0), row("Mary", 1.0, place=2)]))
    assert one.evidence == (
        "takes part in 5\N{NO-BREAK SPACE}063 of 6\N{NO-BREAK SPACE}000; others take part in "
        "about as much, so it may be any of them"
    )
