"""Traffy Fondue: what its messages, calls and files look like, and how it is asked and told."""
