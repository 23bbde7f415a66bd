"""Where a figure comes from: its working, down to the line in the plan or the source of the rule."""
