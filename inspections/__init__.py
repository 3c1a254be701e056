"""Inspection plans: teams, visits, routes, and the reasons."""
