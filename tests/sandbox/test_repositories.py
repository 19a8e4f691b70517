"""Repositories, bundles and packs: their commits, and none of what they could do."""

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import dulwich.porcelain as git
import pytest
from dulwich.bundle import create_bundle_from_repo, write_bundle
from dulwich.repo import Repo

import mutuals
from mutuals.intake import ReadReport, walk
from mutuals.readers import git as history
from mutuals.records import Notice, Source
from mutuals.sandbox.repositories import COMMIT, led_to
from mutuals.sandbox.zipped_git import commits

WHO = b"Ann Lee <ann@example.org>"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout with four commits, two of them packed, a tag and a branch."""
    place = tmp_path_factory.mktemp("repository") / "work"
    repo = Repo.init(str(place), mkdir=True)
    for number in range(4):
        (place / "file.txt").write_text(f"{number}\n" * 100, "utf-8")
        git.add(repo, [str(place / "file.txt")])
        message = f"{number}\n\nReviewed-by: Ben <ben@example.org>\n"
        git.commit(repo, message, author=WHO, committer=WHO, commit_timestamp=1.6e9 + number)
        if number == 1:
            repo.object_store.pack_loose_objects()
    git.tag_create(repo, "v1", author=WHO, message="v1", annotated=True)
    repo.close()
    return place


@pytest.fixture
def network(tmp_path: Path) -> Iterator[mutuals.Network]:
    """Return an empty store."""
    opened = mutuals.open(tmp_path / "store")
    yield opened
    opened.close()


def seen(report: ReadReport) -> list[tuple[str, int, int]]:
    return [(one.format, one.seen, one.rejected) for one in report.files]


def test_a_repository_is_one_file_and_nothing_in_it_is_run(
    checkout: Path, network: mutuals.Network, tmp_path: Path
) -> None:
    place = tmp_path / "hostile"
    shutil.copytree(checkout, place)
    trap = tmp_path / "trapped"
    inside = place / ".git"
    (inside / "config").write_text(
        f'[core]\n\tfsmonitor = "touch {trap}"\n\tsshCommand = "touch {trap}"\n'
        f'\tpager = "touch {trap}"\n\thooksPath = {place}\n[include]\n\tpath = {trap}\n',
        "utf-8",
    )
    hook = inside / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {trap}\n", "utf-8")
    hook.chmod(0o755)
    (inside / "objects" / "info").mkdir(exist_ok=True)
    (inside / "objects" / "info" / "alternates").write_text(f"{tmp_path}\n", "utf-8")
    before = sorted(one for one in place.rglob("*"))
    assert walk([inside]) == [inside]
    report = network.read([place])
    assert seen(report) == [("git", 4, 0)]
    assert [one.path.rpartition("/")[2] for one in report.unread] == ["file.txt"]
    assert network.table("interaction").num_rows == 8
    assert not trap.exists()
    assert sorted(one for one in place.rglob("*")) == before
    assert network.read([inside]).stored == 0


def test_borrowed_objects_are_not_fetched_and_broken_ones_cost_themselves(
    checkout: Path, network: mutuals.Network, tmp_path: Path
) -> None:
    place = tmp_path / "bare.git"
    shutil.copytree(checkout / ".git", place)
    head = Repo(str(checkout)).head().decode()
    (place / "objects" / head[:2] / head[2:]).chmod(0o600)
    (place / "objects" / head[:2] / head[2:]).write_bytes(b"broken")
    report = network.read([place])
    assert seen(report) == [("git", 1, 1)]
    for pack in (place / "objects" / "pack").iterdir():
        pack.unlink()
    (place / "objects" / "info" / "alternates").write_text(
        f"{checkout / '.git' / 'objects'}\n", "utf-8"
    )
    (place / "refs" / "heads" / "old").write_text(f"{'12' * 20}\n", "utf-8")
    (place / "refs" / "heads" / "far").symlink_to("/etc/passwd")
    report = network.read([place])
    assert seen(report) == [("git", 1, 1)]
    assert report.files[0].notices == [
        "1 earlier commits are not in this copy, which is a shallow one."
    ]


def test_bundles_and_packs_alone_and_in_a_zip(
    checkout: Path, network: mutuals.Network, tmp_path: Path
) -> None:
    repo = Repo(str(checkout))
    bundle = create_bundle_from_repo(repo)
    with (tmp_path / "work.bundle").open("wb") as file:
        write_bundle(file, bundle)
    bundle.close()
    repo.close()
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as archive:
        archive.write(tmp_path / "work.bundle", "work.bundle")
        for pack in (checkout / ".git" / "objects" / "pack").glob("*.pack"):
            archive.write(pack, "old.pack")
    report = network.read([tmp_path / "work.bundle", tmp_path / "work.zip"])
    assert seen(report) == [("git", 4, 0), ("git", 4, 0), ("git", 2, 0)]
    assert report.stored == 4
    cut = (tmp_path / "work.bundle").read_bytes()[:-200]
    (tmp_path / "cut.bundle").write_bytes(cut)
    report = network.read([tmp_path / "cut.bundle"])
    assert [one.reason for one in report.unread] == ["damaged_file"]


def test_a_zipped_checkout_is_its_history(
    checkout: Path, network: mutuals.Network, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "work.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(checkout.rglob("*")):
            archive.write(one, f"work/{one.relative_to(checkout)}")
        # A commit nothing leads to: it was put right later.
        archive.writestr(f"work/.git/objects/{'ab' * 1}/{'cd' * 19}", b"no object")
    report = network.read([tmp_path / "work.zip"])
    assert seen(report) == [("git", 4, 0)]
    assert [one.path.rpartition("/")[2] for one in report.files] == [".git"]
    assert [one.path.rpartition("/")[2] for one in report.unread] == ["file.txt"]
    again = network.read([checkout])
    assert (again.stored, sum(one.known for one in again.files)) == (0, 4)


def test_what_a_zip_holds_more_of_than_is_kept_is_said() -> None:
    told = zlib.compress(b"tree 70\0" + bytes(70))
    names = [f"objects/{'ab'}/{one:038x}" for one in range(2)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mutuals.sandbox.zipped_git._TREES_LIMIT", 100)
        with commits(names, "", lambda _: BytesIO(told)) as stream:
            assert stream.read() == b"0" * 40 + b" untold\n"
    line = b"1" * 40 + b" missing\n" + b"0" * 40 + b" untold\n"
    found = list(history.read(Source("x", lambda: BytesIO(line))))
    said = [one.sentence for one in found if isinstance(one, Notice)]
    assert any("which files they touched" in one for one in said)


def test_what_was_put_aside_and_notes_are_no_work(
    checkout: Path, network: mutuals.Network, tmp_path: Path
) -> None:
    place = tmp_path / "bare.git"
    shutil.copytree(checkout / ".git", place)
    for name in ("refs/stash", "refs/notes/commits"):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(f"{'12' * 20}\n", "utf-8")
    (place / "packed-refs").write_text(f"{'34' * 20} refs/stash\n{'56' * 20} refs/notes/x\n")
    report = network.read([place])
    assert seen(report) == [("git", 4, 0)]
    assert report.files[0].notices == []


def test_of_what_is_not_read_it_is_said(network: mutuals.Network, tmp_path: Path) -> None:
    for name in ("long", "table"):
        for folder in ("objects", "refs/heads"):
            (tmp_path / name / folder).mkdir(parents=True)
        (tmp_path / name / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    (tmp_path / "long" / "refs" / "heads" / "main").write_text(f"{'12' * 32}\n", "utf-8")
    (tmp_path / "table" / "reftable").mkdir()
    (tmp_path / "a.bundle").write_bytes(b"# v3 git bundle\n@object-format=sha256\n\nPACK")
    report = network.read([tmp_path / one for one in ("long", "table", "a.bundle")])
    assert seen(report) == [("git", 0, 0)] * 3
    said = [one.notices[0].split(",")[0] for one in report.files]
    assert said[0] == said[2] == "Its commits go by SHA-256"
    assert said[1] == "Its branches stand in a reftable"


def told_of(network: mutuals.Network) -> set[str]:
    told = network.table("interaction")["signals"].to_pylist()
    return {sign for one in told for sign in one.split() if sign.startswith("file:")}


def committed(place: Path, name: str, at: float) -> None:
    (place / name).write_text(f"{at}\n", "utf-8")
    git.add(str(place), [str(place / name)])
    git.commit(str(place), b"m", author=WHO, committer=WHO, commit_timestamp=at)


def test_a_file_is_one_of_its_repository_which_clones_and_forks_share(
    checkout: Path, network: mutuals.Network, tmp_path: Path
) -> None:
    fork, other = tmp_path / "fork", tmp_path / "other"
    shutil.copytree(checkout, fork)
    committed(fork, "file.txt", 1.7e9)
    Repo.init(str(other), mkdir=True).close()
    committed(other, "file.txt", 1.7e9)
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as archive:
        for one in sorted((fork / ".git").rglob("*")):
            archive.write(one, f"work/.git/{one.relative_to(fork / '.git')}")
    network.read([checkout])
    (shared,) = told_of(network)
    assert network.read([fork]).stored == 1
    network.read([tmp_path / "work.zip"])
    assert told_of(network) == {shared}
    network.read([other])
    assert {one[-9:] for one in told_of(network)} == {":file.txt"}
    assert len(told_of(network)) == 2


def test_of_a_shallow_copy_the_first_commit_missing_stands_for_the_beginning(
    checkout: Path, network: mutuals.Network, tmp_path: Path
) -> None:
    place = tmp_path / "bare.git"
    shutil.copytree(checkout / ".git", place)
    for pack in (place / "objects" / "pack").iterdir():
        pack.unlink()
    assert seen(network.read([place])) == [("git", 2, 0)]
    assert len(told_of(network)) == 1


def test_commits_that_lead_round_in_a_circle_end() -> None:
    names = [f"{number:02d}".encode() * 20 for number in (1, 2, 3)]
    above = dict(zip(names, (names[1], names[0], names[0]), strict=True))
    told = b"".join(led_to([names[2]], lambda name: (COMMIT, b"parent %b\n\nm" % above[name])))
    assert told.count(b" commit ") == 3
