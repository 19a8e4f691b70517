"""Bluesky's ``repo.car``: everything an account published, as its server hands it out.

Posts and answers are posts for everybody, which mention whom they answer or name.
Likes, reposts and follows count as status only. People go by their identifiers
(``did:plc:...``): a repository gives no names but its owner's. A file is read twice:
once for its tree, whose keys name the records, once for these.
"""

from collections import Counter
from collections.abc import Iterator

from mutuals.archives.conversation import Chat, Conversation
from mutuals.archives.names import name
from mutuals.archives.refusals import RefusedError, refused
from mutuals.readers.bluesky.blocks import Block, blocks, is_archive
from mutuals.readers.bluesky.published import Published, is_read, record
from mutuals.readers.bluesky.tree import SCHEME, UNTOLD, Tree, decoded, tree
from mutuals.records import Notice, Record, Source

WHAT = "a Bluesky repository"


def recognizes(_name: str, head: bytes) -> float:
    """Return how sure it is that a file is an account's repository."""
    if not is_archive(head):
        return 0.0
    return 0.97 if b"app.bsky." in head or b"cdidx" in head else 0.6


def read(source: Source) -> Iterator[Record]:
    """Yield posts, likes, reposts and follows."""
    found = tree(source)
    posts = Conversation(Chat(SCHEME, "posts", is_open=True), keep_text=source.keep_text)
    number, others = 0, Counter[str]()
    with source.open() as stream:
        for block in blocks(stream):
            told = decoded(block.content)
            kind = name(told.get("$type")) if told else ""
            if block.problem or told is None or is_read(kind):
                number += 1
                yield _record(block, number, tree=found, posts=posts)
            elif kind:
                others[kind] += 1
    if others:
        shown = ", ".join(f"{many} of {kind}" for kind, many in sorted(others.items()))
        yield Notice(f"Left out, as they say nothing of other people: {shown}.")
    if found.owner == UNTOLD:
        yield Notice("Nothing in it says whose repository it is.")


def _record(block: Block, number: int, *, tree: Tree, posts: Conversation) -> Record:
    told = decoded(block.content)
    if block.problem or told is None:
        return refused(block.problem or "broken_block", number, block.offset)
    try:
        return record(Published(told, number, tree.uri(block), tree.owner, posts))
    except RefusedError as error:
        return refused(error.args[0], number, block.offset)
