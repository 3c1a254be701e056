"""Reports: what they are attributed to, who is competent, their life."""
