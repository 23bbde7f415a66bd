"""`csplan health`: who moved, whether colours are to be believed, what came of it, what goes with renewing."""
