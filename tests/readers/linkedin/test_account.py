"""What of LinkedIn's archive says whose it is, what was shared, and older layouts."""

from io import BytesIO

import pytest

from mutuals.readers import linkedin
from mutuals.records import Follow, Interaction, Reaction, Record, Reject, SamePerson, Source


def records(text: str, name: str = "x.csv") -> list[Record]:
    content = text.encode()
    assert linkedin.recognizes(name, content) > 0.5
    return list(linkedin.read(Source(name, lambda: BytesIO(content))))


def test_the_owners_own_addresses() -> None:
    (mail, none) = records(
        'Email Address,Confirmed,Primary,Updated On\nMe@Example.org,Yes,Yes,"1/1/24, 2:05 PM"\n'
        "x,No,No,\n"
    )
    assert isinstance(mail, SamePerson)
    assert (mail.address.scheme, mail.other.value) == ("linkedin_owner", "me@example.org")
    assert isinstance(none, Reject)
    (phone,) = records("Extension,Number,Type\n,+49 170 1234567,Mobile\n")
    assert isinstance(phone, SamePerson)
    assert phone.other.value == "+491701234567"


def test_messages_as_they_were_before_2019() -> None:
    found = records(
        "FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER\n"
        'Ann Lee,Me,"3/12/18, 5:04 PM",Hi,One,INCOMING,INBOX\n'
        'Me,Ann Lee,"3/12/18, 6:04 PM",,Two,OUTGOING,SENT\n'
    )
    threads = {one.thread for one in found if isinstance(one, Interaction)}
    assert threads == {"Ann Lee Me"}


def test_shares_comments_and_follows() -> None:
    link = "https://www.linkedin.com/feed/update/1"
    (post, lost) = records(
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
        f"2024-01-13 14:05:00,{link},Hello,,,MEMBER_NETWORK\n2024-01-13 14:05:00,,x,,,\n"
    )
    assert isinstance(post, Interaction)
    assert (post.kind, post.audience_size, post.key) == ("post", 0, ("linkedin", link))
    assert isinstance(lost, Reject)
    (comment,) = records(f"Date,Link,Message\n2024-01-13 14:05:00,{link},Nice\n")
    assert isinstance(comment, Reaction)
    assert (comment.sort, comment.interaction_key) == ("comment", post.key)
    (follow,) = records("Date,Status,FullName\nSat Jan 13 14:05:00 UTC 2024,Active,Ann Lee\n")
    assert isinstance(follow, Follow)
    assert (follow.followed.value, follow.since_at.isoformat() if follow.since_at else "") == (
        "Ann Lee",
        "2024-01-13T14:05:00+00:00",
    )


@pytest.mark.parametrize(
    "headings",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Pr\u00e9nom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connect\u00e9 le",
        "First Name;Last Name;URL;Email Address;Company;Position;Connected On",
    ],
)
@pytest.mark.parametrize("notes", ["", 'Notes:\n"When exporting, some ""mail"" is missing"\n\n'])
def test_connections_in_any_language_below_any_notes(headings: str, notes: str) -> None:
    sign = ";" if ";" in headings else ","
    row = sign.join(["Ann", "Lee", "https://www.linkedin.com/in/ann", "", "A", "B", "12 Mar 2019"])
    found = records(f"{notes}{headings}\n{row}\n")
    assert next(one.followed.value for one in found if isinstance(one, Follow)) == "ann"
