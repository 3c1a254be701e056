"""Answers in numbers and rows to the question that the map shows: how many, when, which, where."""
