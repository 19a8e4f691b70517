"""Who can introduce me to whom."""
