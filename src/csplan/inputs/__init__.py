"""Which key, count or rule is which input of the figures, with where it comes from."""
