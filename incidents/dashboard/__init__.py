"""The dashboard of the head of an office: what is overdue, where, whose; how it goes from week to week."""
