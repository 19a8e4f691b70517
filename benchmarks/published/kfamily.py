"""Korean women and family planning: who moved together with those they name.

    python -m benchmarks.published.kfamily

Rogers and Kincaid 1981, by way of netdiffuseR. Naming carries no time of talk, and the
lagged effect is null: the grade is C, and the words say no more.
"""

from benchmarks.published.diffusions import estimated, show
from benchmarks.published.expected import folder
from benchmarks.published.surveys import KFAMILY


def main() -> None:
    """Read, estimate, print."""
    seen = KFAMILY.read(folder(KFAMILY.folder, KFAMILY.file))
    show("kfamily", seen, estimated(seen))


if __name__ == "__main__":
    main()
