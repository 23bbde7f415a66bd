"""The time log: rows of any tracker to what CSMs did and how long it took."""
