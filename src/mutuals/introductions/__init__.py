"""Who brought whom together, and what came of it."""
