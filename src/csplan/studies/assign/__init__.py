"""Who should have which account: evenly by capacity, within what each may take, with the fewest changes of hands."""
