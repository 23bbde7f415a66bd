"""Files to a plan, with everything that is wrong with them."""
