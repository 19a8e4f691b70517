"""The same physicians with all who were named and dated: ties must show nothing.

    python -m benchmarks.published.coleman_physicians

Coleman, Katz and Menzel 1966, all four cities, naming for advice, talk and friendship.
Months 1 to 17; 18 is no prescription found; those without data are left out, with the
ties to them.
"""

from benchmarks.published.expected import folder
from benchmarks.published.nulls import show_null
from benchmarks.published.surveys import physicians


def main() -> None:
    """Read, estimate, print."""
    where = folder("coleman_physicians_konect", "physicians_nodes.csv")
    show_null("coleman_physicians", physicians(where))


if __name__ == "__main__":
    main()
