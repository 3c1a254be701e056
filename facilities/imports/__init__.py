"""Bringing registers in: read, parse, check, compare, apply. Nothing is written before the last step."""
