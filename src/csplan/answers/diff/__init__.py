"""What changed between two plans, in words and as tables."""
