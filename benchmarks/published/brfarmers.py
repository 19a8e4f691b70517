"""Brazilian farmers and hybrid corn: who moved together with those they name.

    python -m benchmarks.published.brfarmers

Rogers 1970, by way of netdiffuseR. The last year is dropped: who had not adopted by the
survey is coded into it.
"""

from benchmarks.published.diffusions import estimated, show
from benchmarks.published.expected import folder
from benchmarks.published.surveys import BRFARMERS


def main() -> None:
    """Read, estimate, print."""
    seen = BRFARMERS.read(folder(BRFARMERS.folder, BRFARMERS.file))
    show("brfarmers", seen, estimated(seen))


if __name__ == "__main__":
    main()
