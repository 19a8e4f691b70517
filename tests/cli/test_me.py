"""Who is me is an answer like the others: said, taken back and undone."""

from pathlib import Path

from tests.cli.conftest import Run


def test_who_is_me_is_an_answer_like_others_and_no_file_is_read_again(
    run: Run, empty: Path, village: Path
) -> None:
    def me() -> list[str]:
        rows = run("people", "--json", "--store", empty).json
        return [row["name"] for row in rows if row["is_me"]]

    run("read", village / "owner" / "WhatsApp Chat with Bram Fontaine.txt", "--store", empty)
    said = run("correct", "me", "Bram Fontaine", "yes", "--json", "--store", empty).json
    assert [(one["question"], one["value"]) for one in said] == [("me", "yes")]
    assert me() == ["Bram Fontaine"]
    assert run("mirror", "--store", empty).err == ""
    run("correct", "me", "Bram Fontaine", "no", "--store", empty)
    assert me() == []
    assert run("correct", "me", "Bram Fontaine", "no", "--store", empty).code == 2
    assert run("correct", "me", "Bram Fontaine", "perhaps", "--store", empty).code == 2
    run("correct", "me", "Bram Fontaine", "yes", "--store", empty)
    assert me() == ["Bram Fontaine"]
    run("undo", "--store", empty)
    assert me() == []
