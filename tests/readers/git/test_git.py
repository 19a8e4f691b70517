"""Git's history: commits, who else had a part in them, and what is broken."""

import pytest
from tests.archives.telling import lines

from mutuals.readers import git
from mutuals.readers.git.commit import signature

NAMES = [f"{number:040x}" for number in range(20)]
ANN = "Ann Lee <Ann@Example.org>"
BEN = "Ben <ben@example.org>"
AT = "1583140272 +0100"
BOT = "mail:1+dependabot[bot]@users.noreply.github.com"
TRAILERS = """\
Mend the gate

Thanks to all.

Co-authored-by: Cas <cas@example.org>
Reviewed-by: Ben <ben@example.org>
Acked-by: "Dee" <dee@example.org>
Tested-by: Ben <ben@example.org>
Signed-off-by: Ann Lee <ann@example.org>
Signed-off-by: Ben <ben@example.org>
Reported-by: Eve <eve@example.org>
Reviewed-by: nobody
"""


def raw(message: str, author: str = f"{ANN} {AT}", committer: str = f"{BEN} {AT}") -> str:
    return (
        f"tree {NAMES[0]}\nparent {NAMES[1]}\nauthor {author}\ncommitter {committer}\n\n{message}"
    )


def batch(*commits: str | bytes) -> bytes:
    found = b""
    for name, one in zip(NAMES, commits, strict=False):
        content = one if isinstance(one, bytes) else one.encode()
        found += b"%b commit %d\n%b\n" % (name.encode(), len(content), content)
    return found


def test_commits_and_what_others_gave() -> None:
    page = "GitHub <noreply@github.com> 1583140272 +0100"
    bot = "dependabot[bot] <1+dependabot[bot]@users.noreply.github.com> 1583140272 +0000"
    content = batch(
        raw(TRAILERS),
        raw("Two", committer=page),
        raw("Three", author=bot, committer=page),
        raw("x", author=f"{ANN} 99999999999 +0000"),
        raw("x", author=ANN),
        raw("x", author="< > 1583140272 +0100"),
        raw("x", author="odd"),
        raw("Y\xe9s", author="Jos\xe9 <ann at home> 1583140272 -0130").encode("latin-1"),
    )
    content += f"{NAMES[10]} missing\n{NAMES[11]} damaged\n{NAMES[12]} blob 1\nx\n".encode()
    assert git.recognizes("x", content) == pytest.approx(0.97)
    at, ann = "2020-03-02 10:11:12+0100", "mail:ann@example.org (Ann Lee)"
    assert [one.split(" @")[0] for one in lines(git, content)] == [
        f"1 commit {at} {ann} to 1 [to cas@example.org, mention eve@example.org] - {TRAILERS!r}",
        (
            "1 review 2020-03-02 10:11:12+0100 mail:ben@example.org (Ben) to 1 [to ann@example.org]"
            " applies+reviews+signs+tests ''"
        ),
        (
            "1 review 2020-03-02 10:11:12+0100 mail:dee@example.org (Dee) to 1 [to ann@example.org]"
            " acks ''"
        ),
        f"2 commit {at} {ann} to 0 [] - 'Two'",
        f"3 commit 2020-03-02 09:11:12+0000 {BOT} (dependabot[bot]) to 0 [] auto 'Three'",
        "4 reject date_out_of_range",
        "5 reject no_date",
        "6 reject no_sender",
        "7 reject no_sender",
        "8 commit 2020-03-02 07:41:12-0130 git:ann at home (José) to 0 [] - 'Yés'",
        (
            "8 review 2020-03-02 07:41:12-0130 mail:ben@example.org (Ben) to 1 [to ann at home]"
            " applies ''"
        ),
        "9 reject damaged",
        "notice 1 earlier commits are not in this copy, which is a shallow one.",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "root@localhost",
        "ubuntu@ip-10-0-0-7",
        "ann@macbook.local",
        "root@host.localdomain",
        "you@example.com",
        "root@host.(none)",
        "noreply@github.com",
    ],
)
def test_strangers_do_not_become_one_by_an_address_that_is_nobody_s(written: str) -> None:
    people = {signature(f"{name} <{written}> {AT}") for name in ("Ann", "Ben", "Ben")}
    assert len({one.who.value for one in people if one and one.who}) == 2
    assert {one.who.scheme for one in people if one and one.who} == {"git"}
    own = signature(f"Ann <1+ann@users.noreply.github.com> {AT}")
    assert own is not None
    assert own.who is not None
    assert own.who.scheme == "mail"


def test_what_is_cut_off_or_odd() -> None:
    content = batch(raw("One"))
    assert lines(git, content[:-3])[-1].startswith("1 reject cut_off")
    assert lines(git, content + b"odd\n")[-1].startswith("2 reject not_a_commit")


def log(*parts: str) -> str:
    return "".join(f"commit {name}{part}" for name, part in zip(NAMES, parts, strict=False))


@pytest.mark.parametrize(
    ("when", "known"),
    [
        ("Mon Mar 2 10:11:12 2020 +0100", "2020-03-02 10:11:12+0100"),
        ("2020-03-02 10:11:12 +0100", "2020-03-02 10:11:12+0100"),
        ("2020-03-02T10:11:12+01:00", "2020-03-02 10:11:12+0100"),
        ("Mon, 2 Mar 2020 10:11:12 +0100", "2020-03-02 10:11:12+0100"),
        ("1583140272 +0100", "2020-03-02 10:11:12+0100"),
        ("2020-03-02", "2020-03-02 00:00:00?"),
    ],
)
def test_what_git_log_prints(when: str, known: str) -> None:
    content = log(
        f" (HEAD -> main, tag: v1)\nMerge: 12 34\nAuthor: {ANN}\nDate:   {when}\n\n"
        "    Mend\n\n    Reviewed-by: Ben <ben@example.org>\n\nM\tsrc/a.py\n",
        f"\nAuthor:     {ANN}\nAuthorDate: {when}\nCommit:     {BEN}\nCommitDate: {when}\n\n"
        "    Two\n",
        f"\ntree {NAMES[0]}\nauthor {ANN} {AT}\ncommitter {BEN} {AT}\n\n    Three\n",
        f"\nAuthor: {ANN}\nDate:   2 weeks ago\n\n    Four\n",
    ).replace("\n", "\r\n" if "T" in when else "\n")
    assert git.recognizes("log.txt", content.encode()) == pytest.approx(0.97)
    ann, ben = "mail:ann@example.org (Ann Lee)", "mail:ben@example.org (Ben)"
    found = [one.split(" @")[0] for one in lines(git, content)]
    told = f"1 commit {known} {ann} to 0 [] file:000000000000:src/a.py 'Mend\\n\\nReviewed-by"
    assert found[0].startswith(told)
    assert found[1:] == [
        f"1 review {known} {ben} to 1 [to ann@example.org] reviews ''",
        f"2 commit {known} {ann} to 0 [] - 'Two'",
        f"2 review {known} {ben} to 1 [to ann@example.org] applies ''",
        f"3 commit 2020-03-02 10:11:12+0100 {ann} to 0 [] - 'Three'",
        f"3 review 2020-03-02 10:11:12+0100 {ben} to 1 [to ann@example.org] applies ''",
        "4 reject no_date",
    ]


def test_the_last_lines_of_a_long_message_tell_who_had_a_part() -> None:
    by = "Reviewed-by: Dee <dee@example.org>"
    for content in (
        batch(raw("x" * 100 + "\n" + "long\n" * 100_000 + by, committer=f"{ANN} {AT}")),
        log(f"\nAuthor: {ANN}\nDate: 2020-03-02\n\n" + "    long\n" * 3_000 + f"    {by}\n"),
    ):
        (_, review) = lines(git, content)
        assert "mail:dee@example.org" in review


def test_how_sure() -> None:
    for other in (b"commit 1234567\nhello\n", b"commit it\n", f"{NAMES[0]} x\n".encode()):
        assert git.recognizes("x.txt", other) == 0.0


@pytest.mark.parametrize(
    ("listed", "files"),
    [
        pytest.param("src/a.py\nread me.txt\n", "file:src/a.py+file:read%20me.txt", id="names"),
        pytest.param("M\ta.py\nR100\tb.py\tc.py\n", "file:a.py+file:b.py+file:c.py", id="status"),
        pytest.param(":100644 100644 1f2 3f4 M\ta.py\n", "file:a.py", id="raw"),
        pytest.param('3\t1\t"a\\303\\251.py"\n-\t-\tb.png\n', "file:aé.py+file:b.png", id="counts"),
        pytest.param(
            "diff --git a/a.py b/a.py\nindex 1..2 100644\n--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\nx\n",
            "file:a.py",
            id="a patch",
        ),
        pytest.param("Notes:\n    seen\n", "-", id="notes"),
        pytest.param(" a.py | 3 +-\n 1 file changed\n", "-", id="widths that cut names"),
        pytest.param("".join(f"{one}.py\n" for one in range(51)), "-", id="a sweep"),
    ],
)
def test_files_that_git_log_lists(listed: str, files: str) -> None:
    content = log(f"\nAuthor: {ANN}\nDate:   2020-03-02 10:11:12 +0100\n\n    Mend\n\n{listed}")
    found = next(one.split(" @")[0] for one in lines(git, content.encode()))
    found = found.replace(f"file:{NAMES[0][:12]}:", "file:")
    assert found.partition(" [] ")[2].startswith(f"{files} 'Mend")


def test_files_stand_after_their_commit() -> None:
    told = batch(raw("Mend")) + b"%b root 40\n%b\n" % (NAMES[0].encode(), b"ab" * 20)
    told += b"%b files 9\na.py\0b.py\n" % NAMES[0].encode()
    told += b"%b files 4\nc.py\n" % NAMES[5].encode()
    (found, _) = lines(git, told)
    assert "file:abababababab:a.py+file:abababababab:b.py" in found
    assert "c.py" not in found


@pytest.mark.parametrize("days", [(3, 2, 1), (1, 2, 3)], ids=["newest first", "reversed"])
def test_a_repository_is_known_by_the_oldest_commit_listed(days: tuple[int, ...]) -> None:
    content = "".join(
        f"commit {day}{'a' * 39}\nAuthor: {ANN}\nDate:   2020-03-0{day}\n\n    Mend\n\na.py\n"
        for day in days
    )
    for end in ("", "x" * 5000):
        told = list(lines(git, (content + f"    {end}\n").encode()))
        assert all("[] file:1aaaaaaaaaaa:a.py" in one for one in told)
