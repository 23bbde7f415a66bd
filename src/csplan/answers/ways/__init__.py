"""Ways out of a gap, in words and as tables."""
