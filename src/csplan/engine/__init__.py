"""Orders and evaluates figures: for numbers, for arrays, for a trace. Knows no lens by name."""
