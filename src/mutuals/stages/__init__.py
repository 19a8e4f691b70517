"""Where a relationship stands on the continuum, and how it got there."""
