"""Chats, calendar and tables, parsed by somebody else than their writer."""

import csv
import re
from collections import Counter
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from mutuals.village import write

STARTS = re.compile(r"^\u200e?\[?[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}, [0-9]{1,2}:[0-9]{2}")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_writes_the_same_bytes(
    village: Path, other_village: Path, tmp_path: Path
) -> None:
    again = write(tmp_path / "again", seed=7)
    assert hashes(again) == hashes(village)
    changed = hashes(other_village)
    same = [name for name, value in hashes(village).items() if changed.get(name) == value]
    assert same == []


def test_every_chat_holds_what_the_truth_counts(village: Path, truth: dict[str, Any]) -> None:
    chats = {n: c for n, c in truth["counts"].items() if "WhatsApp" in n}
    assert len(chats) == 9
    for name, count in chats.items():
        text = chat(village, name)
        entries = sum(bool(STARTS.match(line)) for line in text.splitlines())
        assert entries == count["records"] == count["messages"] + count["system"]
        assert len(text.splitlines()) > entries


def chat(village: Path, name: str) -> str:
    if not name.endswith("/_chat.txt"):
        return (village / name).read_text("utf-8")
    with ZipFile(village / name.removesuffix("/_chat.txt")) as archive:
        return archive.read("_chat.txt").decode()


def test_chats_come_from_different_telephones(village: Path, truth: dict[str, Any]) -> None:
    firsts = [chat(village, name)[:24] for name in truth["counts"] if "WhatsApp" in name]
    assert any(re.match(r"\d\d/\d\d/\d{4}, \d\d:\d\d - ", first) for first in firsts)
    assert any(re.match(r"\d+/\d+/\d\d, \d+:\d\d\u202f[AP]M - ", first) for first in firsts)
    assert any(re.match(r"\[\d\d\.\d\d\.\d\d, \d\d:\d\d:\d\d\] ", first) for first in firsts)
    group = chat(village, "owner/WhatsApp Chat with Copper Ladle Table.txt")
    names = {m[1] for m in re.finditer(r" - ([^:\n]+): ", group)}
    assert len(names) == 8


def test_the_calendar_holds_what_the_truth_counts(village: Path, truth: dict[str, Any]) -> None:
    raw = (village / "owner" / "calendar.ics").read_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    text = raw.decode().replace("\r\n ", "")
    count = truth["counts"]["owner/calendar.ics"]
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == count["records"]
    assert text.count("STATUS:CANCELLED") == count["cancelled"] >= 2
    assert text.count("DTSTART;VALUE=DATE:") == count["all_day"] == 4
    assert text.count("RRULE:FREQ=MONTHLY;BYDAY=-1FR") == 1
    assert text.count("CUTYPE=ROOM") == 1
    assert {"ACCEPTED", "DECLINED", "TENTATIVE"} <= set(re.findall(r"PARTSTAT=([A-Z-]+)", text))
    party = text[: text.index("SUMMARY:Garden party")].count("BEGIN:VEVENT")
    guests = text.split("BEGIN:VEVENT")[party].count("ATTENDEE")
    assert guests == 10


def test_every_table_holds_what_the_truth_counts(village: Path, truth: dict[str, Any]) -> None:
    tables = [name for name in truth["counts"] if name.endswith(".csv")]
    assert len(tables) == 10
    for name in tables:
        assert len(rows(village / name)) == truth["counts"][name]["records"]


def test_the_community_is_seen_whole(village: Path) -> None:
    interactions = rows(village / "community" / "interactions.csv")
    assert 15_000 <= len(interactions) <= 27_000
    starts = [datetime.fromisoformat(row["started_at"]) for row in interactions]
    assert starts == sorted(starts)
    assert len({row["interaction_id"] for row in interactions}) == len(interactions)
    people = {row["person"] for row in rows(village / "community" / "people.csv")}
    assert {row["sender"] for row in interactions} == people
    assert all(row["sender"] not in row["recipients"].split(";") for row in interactions)
    channels = Counter(row["channel"] for row in interactions)
    assert set(channels) == {"mail", "whatsapp", "reply", "post", "meeting", "proximity"}


def test_reactions_are_to_posts_that_exist(village: Path) -> None:
    for folder, name in (("owner", "posts.csv"), ("community", "interactions.csv")):
        posts = {row["interaction_id"] for row in rows(village / folder / name)}
        liked = {row["interaction_id"] for row in rows(village / folder / "reactions.csv")}
        assert liked <= posts


def test_both_views_agree(village: Path) -> None:
    whole = {row["interaction_id"]: row for row in rows(village / "community" / "interactions.csv")}
    assert all(whole[row["interaction_id"]] == row for row in rows(village / "owner" / "posts.csv"))
    for name in ("follows.csv", "outcomes.csv", "reactions.csv"):
        everybodys = {tuple(row.values()) for row in rows(village / "community" / name)}
        assert {tuple(row.values()) for row in rows(village / "owner" / name)} <= everybodys


def test_people_files_vouch_for_some_addresses(village: Path, truth: dict[str, Any]) -> None:
    own = {row["person"]: row["addresses"].split(";") for row in rows(village / "owner/people.csv")}
    five = truth["five_addresses"]
    assert own[five["handle"]] == [*five["verified_mails"], five["phone"]]
    assert set(truth["me"]["mails"]) < set(own[truth["me"]["handle"]])
    assert "whatsapp:Wren Adeyemi-Holt" in own[truth["me"]["handle"]]
    assert "whatsapp:Bram Fontaine" in own["bramf"]


@pytest.mark.parametrize("role", ["fading", "dormant", "thin_tie", "mentor", "convener"])
def test_the_truth_has_a_stage_for_every_month_of_a_tie(role: str, truth: dict[str, Any]) -> None:
    me, other = truth["roles"]["owner"], truth["roles"][role]
    stages = {m: (s, d) for ego, alter, m, s, d in truth["stages"] if (ego, alter) == (me, other)}
    last = {
        "fading": ("budding_friend", False),
        "dormant": ("friend", True),
        "thin_tie": ("budding_friend", False),
        "mentor": ("friend", False),
    }
    assert stages["2026-10"] == last.get(role, ("friend", False))
    first = truth["months"].index(min(stages))
    assert list(stages) == truth["months"][first:]


def test_mere_handles_are_avatars(truth: dict[str, Any]) -> None:
    star = truth["roles"]["star"]
    seen = [row for row in truth["stages"] if row[1] == star and row[2] == "2026-10"]
    assert len(seen) > 50
    assert Counter(row[3] for row in seen).most_common(1)[0][0] == "avatar"
    keys = [tuple(row[:3]) for row in truth["stages"]]
    assert len(keys) == len(set(keys))
