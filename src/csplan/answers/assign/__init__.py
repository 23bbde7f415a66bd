"""Who should have which account."""
