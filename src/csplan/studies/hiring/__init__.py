"""When to open which position: a schedule, its policies, and what each comes to."""
