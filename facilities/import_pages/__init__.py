"""Pages of imports: the runs, a new load, what a run found, the decision on it, the bad rows to send back."""
