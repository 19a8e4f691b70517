"""Physicians and tetracycline: ties must show nothing.

    python -m benchmarks.published.med_innovations

Coleman, Katz and Menzel 1966, by way of netdiffuseR. Van den Bulte and Lilien 2001
found no contagion once marketing is in the model: a method that finds some is wrong.
"""

from benchmarks.published.expected import folder
from benchmarks.published.nulls import show_null
from benchmarks.published.surveys import MED_INNOVATIONS


def main() -> None:
    """Read, estimate, print."""
    seen = MED_INNOVATIONS.read(folder(MED_INNOVATIONS.folder, MED_INNOVATIONS.file))
    show_null("med_innovations", seen)


if __name__ == "__main__":
    main()
