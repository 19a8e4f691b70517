"""One row per address whose handle or name says that it is no single person.

address_id: the address.
rule: what it says: no_reply, booking, system, program, robot, room, role, gateway,
list, list_like, channel, relay, short_code, placeholder or wordless.

Rule. Words alone decide nothing: ``automaton`` says what else has to be seen. Handles
are looked at in all archives, names in several languages. list_like is weaker than
list: an ending such as -dev or -l; robot is weaker than program. gateway: an address
by which a list's mail is passed on. relay: it goes by four full names or more of which
no two can be one person's, as programs do that write under others' names. placeholder:
what archives write where they do not know who it was, or what is left of a deleted
account, and so stands for many. wordless: a chat's name without a letter or a number.
"""

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.people.shared import ROLES, may_be, names_of
from mutuals.people.spelling import Name

SCHEMA = pa.schema([("address_id", pa.int64()), ("rule", pa.string())])
_LEAST_NAMES = 4
_BOOKING = (
    *("calendly.com", "doodle.com", "eventbrite.com", "meetup.com", "evite.com", "savvycal.com"),
    *("youcanbook.me", "acuityscheduling.com", "zoom.us", "lu.ma", "when2meet.com"),
    *("paperlesspost.com", "punchbowl.com"),
)
_NOBODY = r"omitted|unknown|undisclosed|recipients?|nobody|noname|none|null|anonymous|xyz|example"
# What a mail address says, in RE2; before the @, a plus and what follows it apart.
_MAILS: Final = MappingProxyType(
    {
        "no_reply": (
            r"^(no.?reply|do.not.reply|donotreply|bounce|unsubscribe).*@"
            r"|^.*.(no.?reply|donotreply|bounces)@|@noreply\.|^reply@reply\."
            r"|^(mailer-daemon|postmaster|notifications?|notify|auto-?reply|automailer|alerts"
            r"|listserv|majordomo)@"
        ),
        "booking": (
            rf"@(.*\.)?({'|'.join(map(re.escape, _BOOKING))})$|@group\.calendar\.google\.com$"
            r"|^calendar-(notification|server)@"
        ),
        "system": r"^(cron|daemon|nobody|www-data|syslog|root|apache|nagios|zabbix|munin)@",
        "program": (
            r"^(\d+(-[a-z]+)?|control|submit|maintonly|quiet|owner)@bugs\.|@packages\.qa\."
            r"|^dispatch@|[._+-](outgoing|unsubscribe|subscribe)@|^(owner|int-list)-|[+]owner@"
        ),
        "robot": (
            r"^(.*[._-])?(dependabot|buildbot|slackbot|jenkins|bugzilla|gitlab|jira|github"
            r"|hudson|renovate|buildd|mailman|ezmlm|sympa)([._-].*)?@|@(bugzilla|jira|tracker)\."
            r"|^(rt|otrs|zendesk)@|^(.*[._-])(owner|request|confirm|errors|help)@"
        ),
        "room": (
            r"^(conf(erence)?|meeting|board|class|seminar)[._-]?room|^(room|raum|salle|sala|zaal)"
            r"[._-]?\d|^(besprechung|sitzungszimmer|konferenzraum|vergader)|@resource\.calendar\."
        ),
        "placeholder": rf"^({_NOBODY})([._-]?recipients)?@",
        "role": rf"^({'|'.join(sorted(ROLES))})([._\d-].*)?@",
        "gateway": r"@(lo|m|news)\.gmane\.|^g\w*-.*@gmane\.org$",
        "list": (
            r"@(.*\.)?(lists?|listserv|mailman|groups)\..*\.|@vger\.|@(googlegroups\.com|groups\.io"
            r"|freelists\.org|yahoogroups\..*)$|-(list|devel|users|discuss"
            r"|announce|commits|bugs|general|developers?|patches)@"
        ),
        "list_like": r"-(dev|user|l)@|^list-",
    }
)
_NAMES: Final = MappingProxyType(
    {
        "program": r"\[bot\]$|(request|bug|issue) track(er|ing)|mail delivery (sub)?system",
        "robot": r"(^|\W)(bot|robot|daemon|slackbot|dependabot|jenkins|bugzilla)(\W|$)",
        "room": (
            r"(conference|meeting|board|seminar) room|besprechungs?(raum|zimmer)|sitzungszimmer"
            r"|konferenzraum|salle de (r[ée]union|conf)|vergader"
            r"|sala de? (reuni|juntas|conf|riunion)"
        ),
        "list": r"mailing ?list|discussion (list|about)|e-?mail-?verteiler|liste de diffusion",
    }
)
# What archives write for whoever they do not know, and for accounts that are gone.
_PLACEHOLDER = re.compile(
    r"[(\[]?(omitted|unknown|unknown user|unbekannt|inconnue?|desconocid[oa]|sconosciuto|onbekend"
    r"|desconhecido|nobody|deleted (account|user)( [0-9a-f]{8})?|gel[öo]schte[rs]? (konto|nutzer)"
    r"|compte supprim[ée]|(facebook|instagram)[ -](user|nutzer)|utilisateur (de )?facebook"
    r"|usuario de facebook|utente facebook|facebook-gebruiker|linkedin member|linkedin-mitglied"
    r"|private user|anonymous|undisclosed[ -]recipients:?;?|no name|null|none)[)\]]?",
    re.IGNORECASE,
)
_SHORT = r"^\d{3,5}$"
_OWN_NAMES = ("whatsapp", "facebook", "instagram", "linkedin", "telegram", "discord", "x", "slack")
_ROBOTS = ("USLACKBOT", "Meta AI", "WhatsApp")


def wording(handle: pa.Table, alias: pa.Table) -> pa.Table:
    """Return what handles and names say."""
    found = dict.fromkeys(_relays(alias), "relay")
    for rule, ids in (*_mails(handle), *_others(handle), *_named(alias)):
        found |= {one: rule for one in ids.to_pylist() if one not in found}
    rows = [{"address_id": one, "rule": rule} for one, rule in sorted(found.items())]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


Told = Iterable[tuple[str, pa.ChunkedArray]]


def _mails(handle: pa.Table) -> Told:
    mails = handle.filter(pc.equal(handle["scheme"], "mail"))
    # A forge's address hides somebody's own; what it holds is theirs.
    mails = mails.filter(pc.invert(pc.match_substring(mails["value"], "@users.noreply.")))
    values = pc.replace_substring_regex(pc.utf8_lower(mails["value"]), r"\+[^@]*@", "@")
    bots = pc.match_substring_regex(handle["value"], r"\[bot\]@")
    yield "program", handle.filter(bots)["address_id"]
    raw = pc.match_substring_regex(pc.utf8_lower(mails["value"]), _MAILS["program"])
    yield "program", mails.filter(raw)["address_id"]
    for rule, pattern in _MAILS.items():
        yield rule, mails.filter(pc.match_substring_regex(values, pattern))["address_id"]


def _others(handle: pa.Table) -> Told:
    scheme, value = handle["scheme"], handle["value"]
    is_short = pc.and_(
        pc.is_in(scheme, pa.array(("phone", "sms"))), pc.match_substring_regex(value, _SHORT)
    )
    is_sender = pc.and_(pc.equal(scheme, "sms"), pc.match_substring_regex(value, "[A-Za-z]"))
    is_channel = pc.and_(pc.equal(scheme, "telegram"), pc.starts_with(value, "channel"))
    is_bot = pc.or_(
        pc.is_in(value, pa.array(_ROBOTS)),
        pc.and_(pc.equal(scheme, "slack"), pc.match_substring_regex(value, r"^B[A-Z0-9]{7,}$")),
    )
    chats = handle.filter(pc.is_in(scheme, pa.array(_OWN_NAMES)))
    gone = [bool(_PLACEHOLDER.fullmatch(one)) for one in chats["value"].to_pylist()]
    is_bare = pc.invert(pc.match_substring_regex(chats["value"], r"[\pL\pN]"))
    yield "system", handle.filter(pc.equal(scheme, "system"))["address_id"]
    yield "program", handle.filter(is_bot)["address_id"]
    yield "short_code", handle.filter(pc.or_(is_short, is_sender))["address_id"]
    yield "channel", handle.filter(is_channel)["address_id"]
    yield "placeholder", chats.filter(pa.array(gone, pa.bool_()))["address_id"]
    yield "wordless", chats.filter(is_bare)["address_id"]


def _named(alias: pa.Table) -> Told:
    names = pc.utf8_lower(alias["name"])
    for rule, pattern in _NAMES.items():
        found = pc.fill_null(pc.match_substring_regex(names, pattern), fill_value=False)
        yield rule, alias.filter(found)["address_id"]


def _relays(alias: pa.Table) -> list[int]:
    """Return addresses that go by many names no two of which can be one person's."""
    counts = alias.group_by("address_id").aggregate([("name", "count")])
    many = counts.filter(pc.greater_equal(counts["name_count"], _LEAST_NAMES))["address_id"]
    called = names_of(alias, many.to_pylist())
    return [one for one, names in called.items() if _apart(names.values()) >= _LEAST_NAMES]


def _apart(names: Iterable[Name]) -> int:
    """Return how many names stand here of which no two can be one person's.

    >>> from mutuals.people.spelling import parsed
    >>> _apart(map(parsed, ["Ann Lee", "Anne Lee", "Bo Roe"]))
    2
    """
    kept: list[Name] = []
    for name in names:
        if name.is_full and not any(may_be(name, other) for other in kept):
            kept.append(name)
    return len(kept)
