"""Boundaries of local governments from outside: read, judged row by row, stored with their offices."""
