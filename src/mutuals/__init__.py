"""Who truly influences whom, from the records people already have."""
