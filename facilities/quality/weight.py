"""What is at stake with a site, as one number: hazard first, then how much goes on there, then its size."""

HAZARDOUS = 1_000_000
"""A weight from here on is a hazardous site's."""
