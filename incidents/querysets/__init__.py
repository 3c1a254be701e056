"""Query behaviour with the words of the domain."""
