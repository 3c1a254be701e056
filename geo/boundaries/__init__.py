"""Boundary files from outside: read, join to DOPA codes, repair or refuse row by row."""
