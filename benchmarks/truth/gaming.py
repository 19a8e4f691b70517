"""The gaming test: what moves when somebody buys, posts or writes ten times more.

    python -m benchmarks.truth.gaming [SEED]

The village's community files are read through the whole program once as they are and
once for each trick of the most followed person. Nobody's personal influence may move
when followers or likes are bought: by exactly 0, written down before the run. What
posting and mass messages do is printed.
"""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.markdown import table

import mutuals
from mutuals.village import write
from mutuals.village.roles import STAR

TIMES = 10
RING = 10
# Columns whose change is printed, and those that may not change for some tricks.
SHOWN = (
    "status.followers",
    "status.likes",
    "status.reach",
    "influence.broadcast",
    "influence.potential",
    "influence.personal",
)
Row = dict[str, str]
Rows = list[Row]
Values = dict[str, dict[str, float]]


def main() -> None:
    """Play every trick and print what moved."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with TemporaryDirectory() as folder:
        plain = write(Path(folder) / "plain", seed=seed) / "community"
        before = _measured(plain, Path(folder) / "plain.mutuals")
        rows, broken = [], []
        for number, (name, trick) in enumerate(TRICKS.items()):
            place = Path(folder) / f"trick-{number}"
            copytree(plain, place)
            trick(place)
            after = _measured(place, Path(folder) / f"trick-{number}.mutuals")
            rows.append([name, *(_moved(before[one], after[one]) for one in SHOWN)])
            most = _most(before["influence.personal"], after["influence.personal"])
            rows[-1].append(f"{most:.3g}")
            if name in STILL and most:
                broken.append(name)
    print(f"Seed {seed}; the trickster is the most followed person. From and to:\n")
    heads = ("trick", *(one.partition(".")[2] for one in SHOWN), "personal, anybody's most")
    print(table(heads, rows))
    print(f"\nBought followers and likes moved personal influence: {broken or 'of nobody'}.")


def _moved(before: dict[str, float], after: dict[str, float]) -> str:
    return f"{before[STAR]:.4g} to {after[STAR]:.4g}"


def _most(before: dict[str, float], after: dict[str, float]) -> float:
    """Return the largest change of anybody who was there before."""
    return max(abs(after[one] - value) for one, value in before.items())


def _measured(files: Path, store: Path) -> Values:
    network = mutuals.open(store)
    try:
        network.read([files])
        network.build()
        handle = {
            row["person_id"]: row["value"]
            for row in _rows(network, "address")
            if row["scheme"] == "id"
        }
        found: Values = {}
        for one in SHOWN:
            name, _, column = one.partition(".")
            found[one] = {
                handle[row["person_id"]]: float(row[column])
                for row in _rows(network, name)
                if row["person_id"] in handle
            }
        return found
    finally:
        network.close()


def _rows(network: mutuals.Network, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = network.table(name).to_pylist()
    return rows


@contextmanager
def _changed(file: Path) -> Iterator[Rows]:
    """Give a file's rows to add to."""
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    names = list(rows[0])
    yield rows
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def buy_followers(place: Path) -> None:
    """Let ten times as many new handles follow the star."""
    with _changed(place / "follows.csv") as rows:
        now = sum(row["followed"] == STAR for row in rows)
        since = min(row["since"] for row in rows)
        rows += [
            {"follower": f"bought-{n}", "followed": STAR, "since": since}
            for n in range((TIMES - 1) * now)
        ]


def buy_likes(place: Path) -> None:
    """Let bought handles like each of the star's posts ten times as often."""
    posts = _posts(place)
    with _changed(place / "reactions.csv") as rows:
        liked = [row for row in rows if row["interaction_id"] in posts]
        rows += [
            {**row, "actor": f"{row['actor']}-bought-{n}"}
            for row in liked
            for n in range(TIMES - 1)
        ]


def ring_of_likes(place: Path) -> None:
    """Let the star and nine others like everything any of them posts."""
    with _changed(place / "interactions.csv") as rows:
        posts = [row for row in rows if row["channel"] == "post"]
    with _changed(place / "follows.csv") as follows:
        ring = [STAR, *sorted({row["follower"] for row in follows if row["followed"] == STAR})]
    with _changed(place / "reactions.csv") as rows:
        rows += [
            {
                "actor": who,
                "interaction_id": post["interaction_id"],
                "reacted_at": _later(post["started_at"], minutes=1),
                "sort": "like",
            }
            for post in posts
            if post["sender"] in ring[:RING]
            for who in ring[:RING]
            if who != post["sender"]
        ]


def post_more(place: Path) -> None:
    """Let the star post everything ten times, an hour apart."""
    with _changed(place / "interactions.csv") as rows:
        own = [row for row in rows if row["channel"] == "post" and row["sender"] == STAR]
        rows += [
            {
                **row,
                "interaction_id": f"{row['interaction_id']}-{n}",
                "started_at": _later(row["started_at"], minutes=60 * n),
            }
            for row in own
            for n in range(1, TIMES)
        ]


def mass_messages(place: Path, about: str = "") -> None:
    """Let the star write one line a week to everybody, each alone."""
    with _changed(place / "interactions.csv") as rows:
        people = sorted({row["sender"] for row in rows} - {STAR})
        own = [row for row in rows if row["channel"] == "post" and row["sender"] == STAR]
        begun = datetime.fromisoformat(min(row["started_at"] for row in rows))
        ended = datetime.fromisoformat(max(row["started_at"] for row in rows))
        for week in range((ended - begun).days // 7):
            at = (begun + timedelta(weeks=week)).isoformat(timespec="seconds")
            said = [row["thing"] for row in own if row["started_at"] <= at and row["thing"]]
            rows += [
                {
                    "started_at": at,
                    "sender": STAR,
                    "recipients": who,
                    "channel": "mail",
                    "medium": "online",
                    "thing": said[-1] if about and said else "",
                    "interaction_id": f"mass-{week}-{who}",
                }
                for who in people
            ]


def mass_messages_about(place: Path) -> None:
    """Let these lines name the newest thing the star posted about."""
    mass_messages(place, about="newest")


def _posts(place: Path) -> set[str]:
    with (place / "interactions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["interaction_id"] for row in rows if row["sender"] == STAR}


def _later(moment: str, *, minutes: int) -> str:
    return (datetime.fromisoformat(moment) + timedelta(minutes=minutes)).isoformat(
        timespec="seconds"
    )


TRICKS: dict[str, Callable[[Path], None]] = {
    "ten times the followers": buy_followers,
    "ten times the likes": buy_likes,
    "a ring of ten who like each other": ring_of_likes,
    "ten times the posts": post_more,
    "a line a week to everybody": mass_messages,
    "the same, about the newest thing": mass_messages_about,
}
STILL = ("ten times the followers", "ten times the likes", "a ring of ten who like each other")


if __name__ == "__main__":
    main()
