"""Readers run here, in a child process with limits."""
