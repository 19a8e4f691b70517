"""Which one are you? Sentences with their evidence."""
