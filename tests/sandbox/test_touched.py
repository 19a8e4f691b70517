"""What a commit touched, as its tree and its parent's tell, and hostile trees."""

from hashlib import sha1

import pytest

from mutuals.sandbox.touched import MOST_FILES, TREE, Touched

Tree = dict[str, "bytes | Tree"]
COMMIT = 1


class Objects:
    """Objects by their ids, as a repository has them, and how often they were asked."""

    def __init__(self) -> None:
        self.kept: dict[bytes, tuple[int, bytes]] = {}
        self.asked = 0

    def get(self, name: bytes) -> tuple[int, bytes]:
        self.asked += 1
        return self.kept.get(name, (-1, b"missing"))

    def add(self, kind: int, content: bytes) -> bytes:
        name = sha1(content, usedforsecurity=False).hexdigest().encode()
        self.kept[name] = (kind, content)
        return name

    def tree(self, given: Tree) -> bytes:
        content = b""
        for name, one in given.items():
            is_folder = isinstance(one, dict)
            inside = self.tree(one) if isinstance(one, dict) else self.add(3, one)
            mode = b"40000" if is_folder else b"100644"
            content += b"%b %b\0%b" % (mode, name.encode(), bytes.fromhex(inside.decode()))
        return self.add(TREE, content)

    def commit(self, given: Tree, *parents: bytes) -> bytes:
        head = b"tree %b" % self.tree(given)
        return self.add(COMMIT, b"\n".join([head, *(b"parent " + one for one in parents), b"\nx"]))

    def touched(self, commit: bytes) -> list[str]:
        return Touched(self.get).by(self.kept[commit][1]).decode().split("\0")


def test_what_was_made_changed_moved_and_dropped() -> None:
    objects = Objects()
    first = objects.commit({"a.py": b"1", "src": {"b.py": b"1", "c.py": b"1"}, "x": b"1"})
    second = objects.commit({"a.py": b"2", "src": {"b.py": b"1"}, "x": {"d": b"1"}}, first)
    assert objects.touched(first) == ["a.py", "src/b.py", "src/c.py", "x"]
    assert objects.touched(second) == ["a.py", "src/c.py", "x", "x/d"]


def test_merges_sweeps_and_what_lies_below_a_missing_commit_tell_of_nothing() -> None:
    objects = Objects()
    first = objects.commit({"a": b"1"})
    assert objects.touched(objects.commit({"b": b"1"}, first, first)) == [""]
    assert objects.touched(objects.commit({"b": b"1"}, b"12" * 20)) == [""]
    many: Tree = {f"{one}": b"1" for one in range(MOST_FILES + 1)}
    assert objects.touched(objects.commit(many)) == [""]
    assert Touched(objects.get).by(b"no commit") == b""
    assert Touched(objects.get).by(b"tree %b\n" % (b"34" * 20)) == b""


@pytest.mark.parametrize("entries", [1, 2, 200])
def test_folder_within_itself_is_given_up(entries: int) -> None:
    objects, name = Objects(), b"ab" * 20
    itself = bytes.fromhex(name.decode())
    objects.kept[name] = (TREE, b"".join(b"40000 %d\0%b" % (n, itself) for n in range(entries)))
    assert Touched(objects.get).by(b"tree %b\n" % name) == b""
    assert objects.asked < 20_000


def test_trees_beyond_what_commits_account_for_are_not_read() -> None:
    objects = Objects()
    large = b"".join(b"100644 %07d\0%b" % (one, bytes(20)) for one in range(100_000))
    name = objects.add(TREE, large)
    found = Touched(objects.get)
    for _ in range(50):
        assert found.by(b"tree %b\n" % name) == b""
        found.by(b"tree %b\nparent %b\n" % (name, objects.add(COMMIT, b"tree %b\n" % name)))
    assert found._left < 0  # noqa: SLF001  # what is left is no business of others
