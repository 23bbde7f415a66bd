"""Rows to what they count: the account book and the time log."""
