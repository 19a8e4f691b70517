"""The status game, from what is seen of it and from nothing else."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from tests.stepping import Row, at, work_out
from tests.ties.rows import ANN, BOB, CAS, DEE, NOW, archive, said

DAY = "2024-03-05T12:00"
POST = b"the post of ann!"


def follow(follower: int, followed: int, since: int | None = None) -> Row:
    return {
        "follow_id": bytes([follower, followed] * 8),
        "follower_id": follower,
        "followed_id": followed,
        "since_at": None if since is None else datetime(since, 1, 1),  # noqa: DTZ001 # UTC
    }


def like(number: int, actor: int, when: str = DAY, *, sort: str = "like") -> Row:
    return {
        "reaction_id": bytes([number] * 16),
        "actor_id": actor,
        "interaction_id": POST,
        "reacted": at(when),
        "sort": sort,
    }


def standing(column: str, **given: Sequence[Row]) -> list[object]:
    tables = archive(said("ann > mention:bob mention:cas mention:dee", DAY, kind="post", key=POST))
    return [row[column] for row in work_out("status", NOW, **(tables | given))]


def test_followers_are_counted_once_and_not_by_oneself() -> None:
    given = [follow(BOB, ANN), follow(CAS, ANN, 2024), follow(ANN, ANN), follow(DEE, ANN, 2027)]
    assert standing("followers", follow=given) == [2, 0, 0, 0]
    joined = [{"address_id": BOB, "other_id": CAS, "reason": "vcard"}]
    assert standing("followers", follow=given, same_person=joined) == [1, 0, 0]


def test_the_percentile_is_the_share_of_the_others_with_fewer_followers() -> None:
    given = [follow(BOB, ANN), follow(CAS, ANN), follow(ANN, BOB)]
    assert standing("percentile", follow=given) == [1.0, pytest.approx(2 / 3), 0.0, 0.0]


def test_somebody_alone_has_nobody_below() -> None:
    rows = work_out("status", handle=[{"address_id": 1, "scheme": "id", "value": "ann"}])
    assert rows == [{"person_id": 1, "followers": 0, "likes": 0, "reach": 0, "percentile": 0.0}]


def test_likes_of_others() -> None:
    given = [
        like(1, BOB),
        like(2, BOB, "2024-03-06"),
        like(3, CAS),
        like(4, ANN),
        like(5, DEE, sort="share"),
        like(6, DEE, "2027-01-01"),
    ]
    assert standing("likes", reaction=given) == [2, 0, 0, 0]


def test_reach_counts_everybody_who_could_have_seen_it_once() -> None:
    assert standing("reach", follow=[follow(BOB, ANN), follow(20, ANN)]) == [3, 0, 0, 0]
    reached = archive(
        said("ann > bob", DAY, audience_size=300), said("bob > ann cas", DAY, audience_size=10)
    )
    assert [row["reach"] for row in work_out("status", NOW, **reached)] == [300, 0, 0]


def test_what_somebody_starts_counts_by_week_and_for_each_other_one() -> None:
    rows = work_out(
        "sent_week",
        NOW,
        **archive(
            said("ann > bob cas", DAY),
            said("ann > bob", "2024-03-06T12:00"),
            said("bob > ann", "2024-03-12T12:00"),
        ),
    )
    assert [(row["person_id"], row["sent"]) for row in rows] == [(ANN, 3), (BOB, 1)]
    assert [row["week"] for row in rows] == [2827, 2828]


def test_automata_have_no_standing() -> None:
    tables = archive(said("dee > ann", DAY), dee="noreply@shop.example")
    assert [row["person_id"] for row in work_out("status", NOW, **tables)] == [ANN]
    assert work_out("status") == []
