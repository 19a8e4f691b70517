"""A repository's tree: whose it is, and the key of each record (atproto, version 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mutuals.archives.names import name
from mutuals.readers.bluesky.blocks import ADDRESS, Block, blocks
from mutuals.records import Address, Source

SCHEME = "bluesky"
UNTOLD = Address(SCHEME, "owner")
_NODE = b"\xa2ae"
_COMMIT = b"cdid"
_PROFILE = b"app.bsky.actor.profile"
_LOOKED_AT = 4096
_LONGEST_KEY = 512
_MOST_KEYS = 2_000_000


@dataclass(slots=True)
class Tree:
    """Whose repository it is, and the key of the record at each address."""

    owner: Address = UNTOLD
    keys: dict[bytes, str] = field(default_factory=dict)

    def uri(self, block: Block) -> str:
        """Return the name others know a record by, nothing where there is none."""
        key = self.keys.get(block.address)
        return f"at://{self.owner.value}/{key}" if key else ""


def decoded(content: bytes) -> Mapping[str, object] | None:
    """Return what a block holds; ``None`` if that is nothing with names."""
    import libipld  # noqa: PLC0415  # only for what is in this format

    try:
        told = libipld.decode_dag_cbor(content)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, Mapping) else None


def tree(source: Source) -> Tree:
    """Return a repository's tree after a look at every block."""
    found, did, called = Tree(), "", ""
    with source.open() as stream:
        for block in blocks(stream):
            start = block.content[:_LOOKED_AT]
            if start.startswith(_NODE):
                _learn(decoded(block.content) or {}, found.keys)
            elif _COMMIT in start[:64] or _PROFILE in start:
                told = decoded(block.content) or {}
                did = name(told.get("did")) or did
                called = name(told.get("displayName")) or called
    if did:
        found.owner = Address(SCHEME, did, called)
    return found


def _learn(told: Mapping[str, object], keys: dict[bytes, str]) -> None:
    entries, key = told.get("e"), b""
    for one in entries if isinstance(entries, list) else ():
        given = one if isinstance(one, Mapping) else {}
        shared, rest, value = given.get("p"), given.get("k"), given.get("v")
        if not isinstance(shared, int) or not isinstance(rest, bytes):
            return
        # A key leaves out what it has in common with the one before it.
        key = (key[:shared] + rest)[:_LONGEST_KEY]
        if isinstance(value, bytes) and len(value) == ADDRESS and len(keys) < _MOST_KEYS:
            keys[value] = key.decode("ascii", "replace")
