"""When to open which position, month by month."""
