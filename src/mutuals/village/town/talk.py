"""What the town's owner keeps: mails, calls, chats and meetings, with who took part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mutuals.village.dice import Dice
from mutuals.village.town.people import DAYS, Handle, Resident

OWNER = Handle("mail", "owner@quillby.example", "Merle Ardent")
_CLUB = 11
_TEAM = 8
_MOST_REPLIES = 3
_OTHERWISE = 0.12  # of answers come from another of somebody's addresses,
_KEPT = 0.35  # of these to their former one as well
_FORWARDED = 0.05  # of answers come from somebody the mail was passed on to
_AT_HOME = 0.15  # of answers come from whoever the one asked lives with
_DROPPED = 0.15  # of answers leave somebody out


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: its day, second of the day, who sent it, to whom, and its thread."""

    day: int
    second: int
    number: int
    sender: Handle
    to: tuple[Handle, ...]
    thread: int


@dataclass(frozen=True, slots=True)
class Meet:
    """A meeting of a club, by the mail addresses it was sent to."""

    day: int
    guests: tuple[Handle, ...]
    club: int


def circles(people: Sequence[Resident], dice: Dice) -> tuple[list[list[Resident]], ...]:
    """Return clubs, to one of which everybody belongs, and teams within each firm."""
    mixed = dice.some(people, len(people))
    clubs = [mixed[at : at + _CLUB] for at in range(0, len(mixed), _CLUB)]
    for one in dice.some(people, len(people) // 4):
        dice.pick(clubs).append(one)
    known = {one.key: one for one in people}
    for one in people:
        if one.partner > one.key:  # couples go out together
            club = next(each for each in clubs if one in each)
            club += [known[one.partner]] * (known[one.partner] not in club)
    firms: dict[str, list[Resident]] = {}
    for one in people:
        for firm in one.firms:
            firms.setdefault(firm, []).append(one)
    teams = []
    for members in firms.values():
        mixed = dice.some(members, len(members))
        teams += [mixed[at : at + _TEAM] for at in range(0, len(mixed), _TEAM)]
    return clubs, teams


class Post:
    """Draws mails; every address of everybody writes or is written to."""

    def __init__(
        self, clubs: Sequence[Sequence[Resident]], teams: Sequence[Sequence[Resident]], dice: Dice
    ) -> None:
        self._dice = dice
        self._number = 0
        self._whose: dict[Handle, Resident] = {}
        self._clubs: dict[str, list[Sequence[Resident]]] = {}
        self._teams: dict[str, list[Sequence[Resident]]] = {}
        for known, groups in ((self._clubs, clubs), (self._teams, teams)):
            for group in groups:
                for one in group:
                    self._whose |= dict.fromkeys(one.handles, one)
                    known.setdefault(one.key, []).append(group)
        self._people = {one.key: one for one in self._whose.values()}

    def letters(self, one: Resident) -> Iterator[Letter]:
        """Yield what passes between the owner and each of somebody's mail addresses."""
        for handle in one.handles:
            if handle.scheme == "mail":
                for _ in range(3 + self._dice.count(3.0)):
                    yield from self.thread(one, handle)

    def thread(self, one: Resident, handle: Handle) -> Iterator[Letter]:
        """Yield a mail and the answers to it."""
        dice = self._dice
        day = dice.whole(handle.first, max(handle.first, handle.last - 2))
        others = self._company(one, handle, day) if dice.chance(0.65) else []
        sender, to = (handle, [OWNER, *others]) if dice.chance(0.6) else (OWNER, [handle, *others])
        thread = self._number
        yield self._letter(day, sender, to, thread=thread)
        for place in range(dice.whole(0, _MOST_REPLIES) if dice.chance(0.5) else 0):
            everybody = [sender, *to]
            answering = dice.pick(everybody)
            later = min(day + place // 2, DAYS)
            by = self._from(answering, later)
            by = self._instead(answering, handle, later) or by
            is_kept = by is not answering and dice.chance(_KEPT)
            rest = [each for each in everybody if each is not answering or is_kept]
            if len(rest) > 1 and dice.chance(_DROPPED):
                rest.remove(dice.pick(rest))
            yield self._letter(later, by, rest, thread=thread)

    def _from(self, handle: Handle, day: int) -> Handle:
        """Return the address somebody answers from: at times another of their own."""
        one = self._whose.get(handle)
        others = [each for each in one.mails(day) if each is not handle] if one else []
        return self._dice.pick(others) if others and self._dice.chance(_OTHERWISE) else handle

    def _instead(self, answering: Handle, handle: Handle, day: int) -> Handle | None:
        """Return who answers in somebody's place, if anybody does."""
        asked, one = self._whose.get(answering), self._whose.get(handle)
        at_home = self._people[asked.partner].mails(day) if asked and asked.partner else []
        if at_home and self._dice.chance(_AT_HOME):
            return self._dice.pick(at_home)
        if one is None or not self._dice.chance(_FORWARDED):
            return None
        return next(iter(self._company(one, handle, day)), None)

    def strange(self, handle: Handle, like: Resident) -> Iterator[Letter]:
        """Yield mails of a stranger who breaks into somebody's circle."""
        for _ in range(2):
            yield from self.thread(like, handle)

    def alone(self, handle: Handle, many: int) -> Iterator[Letter]:
        """Yield mails between the owner and an address nobody writes to together."""
        for _ in range(many):
            day = self._dice.whole(handle.first, max(handle.first, handle.last - 2))
            pair = (handle, OWNER) if self._dice.chance(0.7) else (OWNER, handle)
            yield self._letter(day, pair[0], [pair[1]], thread=self._number)

    def _company(self, one: Resident, handle: Handle, day: int) -> list[Handle]:
        firm = handle.value.partition("@")[2]
        at_work = firm in one.firms
        groups = (self._teams if at_work else self._clubs).get(one.key, [])
        if not groups:
            return []
        group = self._dice.pick(groups)
        found = []
        for other in self._dice.some(group, self._dice.whole(1, 4)):
            mails = other.mails(day)
            if at_work:
                mails = [mail for mail in mails if mail.value.endswith(f"@{firm}")]
            if other is not one and mails:
                found.append(mails[-1])
        return found

    def _letter(self, day: int, sender: Handle, to: list[Handle], *, thread: int) -> Letter:
        self._number += 1
        second = self._dice.whole(7 * 3600, 22 * 3600)
        return Letter(day, second, self._number, sender, tuple(to), thread)


def meetings(clubs: Sequence[Sequence[Resident]], dice: Dice) -> Iterator[Meet]:
    """Yield some evenings of every club."""
    for number, club in enumerate(clubs):
        for _ in range(dice.whole(2, 5)):
            day = dice.whole(30, DAYS - 30)
            guests = [one.mails(day)[-1] for one in club if one.mails(day) and dice.chance(0.6)]
            if guests:
                yield Meet(day, tuple(guests), number)
