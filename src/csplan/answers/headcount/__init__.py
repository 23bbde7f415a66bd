"""How many CSMs each segment and team needs."""
