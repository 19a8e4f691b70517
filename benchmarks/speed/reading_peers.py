"""How people read archives in Python, as programs that are given a file.

Those called "same" go on to what our tables hold of a record, as far as a few lines of
``pandas`` or of the standard library go. What none of them does: say what was not
understood, bear broken and hostile files, know one person by several addresses, look
for signs in the words (language, thanks, asks, topics), and stay within a limit of
memory.
"""

from typing import NamedTuple


class Peer(NamedTuple):
    """One way: what it is called, the program and what it is told beside the file.

    A slow one is run once only.
    """

    name: str
    code: str
    about: str = ""
    is_slow: bool = False


MAILBOX = """
import mailbox, sys
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
seen = 0
for message in mailbox.mbox(sys.argv[1]):
    seen += 1
    for name in ("from", "to", "cc", "bcc"):
        getaddresses([str(one) for one in message.get_all(name, [])])
    for name in ("message-id", "in-reply-to", "references", "list-id", "auto-submitted"):
        message[name]
    str(make_header(decode_header(message["subject"] or "")))
    parsedate_to_datetime(message["date"]) if message["date"] else None
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            raw = part.get_payload(decode=True) or b""
            raw.decode(part.get_content_charset("utf-8"), "replace")
            break
print(seen)
"""
MODERN = """
import email, mailbox, sys
from email import policy
def parsed(file):
    return email.message_from_binary_file(file, policy=policy.default)
seen = 0
for message in mailbox.mbox(sys.argv[1], factory=parsed):
    seen += 1
    for name in ("from", "to", "cc", "bcc"):
        message[name].addresses if message[name] else ()
    message["message-id"], message["references"], message["subject"], message["date"].datetime
    body = message.get_body(("plain", "html"))
    body.get_content() if body else ""
print(seen)
"""
PERCEVAL = """
import sys
from pathlib import Path
from perceval.backends.core.mbox import MBox
print(sum(1 for _ in MBox("x", str(Path(sys.argv[1]).parent)).fetch()))
"""
WHATSTK = """
import sys
from whatstk import WhatsAppChat
print(len(WhatsAppChat.from_source(sys.argv[1], hformat="%d/%m/%Y, %H:%M - %name:").df))
"""
CHAT_MINER = """
import sys
from chatminer import chatparsers
parser = getattr(chatparsers, sys.argv[2])(sys.argv[1])
parser.parse_file()
print(len(parser.parsed_messages.get_df()))
"""
PANDAS = """
import json, sys
import pandas as pd
with open(sys.argv[1], encoding="utf-8") as file:
    told = json.load(file)
frame = pd.json_normalize(told if isinstance(told, list) else told["messages"])
when, name, who, said = sys.argv[2].split()
numbers = when != "timestamp"
column = pd.to_numeric(frame[when]) if numbers else frame[when]
frame[when] = pd.to_datetime(column, unit="s" if numbers else None, utc=True)
"""
SAME = f"""{PANDAS}
from hashlib import sha256
frame["key"] = [sha256(f"walks/{{one}}".encode()).digest()[:16] for one in frame[name]]
frame["hour"], frame["weekday"] = frame[when].dt.hour, frame[when].dt.weekday
frame["length"] = frame[said].str.len()
people = pd.DataFrame({{"address": frame[who].unique()}})
frame["audience"] = len(people) - 1
parts = frame[["key", who]].merge(people, how="cross")
parts = parts[parts[who] != parts["address"]]
print(len(frame), len(parts))
"""


def _frames(about: str) -> tuple[Peer, ...]:
    return (
        Peer("`json` and `pandas`: times only", PANDAS, about),
        Peer("`json` and `pandas`: same columns", SAME, about),
    )


PEERS: dict[str, tuple[Peer, ...]] = {
    "mail": (
        Peer("`mailbox`: same fields", MAILBOX),
        Peer("`mailbox`, `email.policy.default`: same", MODERN, is_slow=True),
        Peer("Perceval", PERCEVAL, is_slow=True),
    ),
    "whatsapp": (
        Peer("`whatstk`", WHATSTK),
        Peer("chat-miner", CHAT_MINER, "WhatsAppParser"),
    ),
    "telegram": (
        Peer("chat-miner", CHAT_MINER, "TelegramJsonParser"),
        *_frames("date_unixtime id from_id text"),
    ),
    "slack": _frames("ts ts user text"),
    "discord": _frames("timestamp id author.id content"),
}
