"""Each claim of the essays, tested on these records."""
