"""Arrays in, a frozen result with its interval out."""
