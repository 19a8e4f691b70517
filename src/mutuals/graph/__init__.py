"""Algorithms on whole networks: arrays in, arrays out."""
