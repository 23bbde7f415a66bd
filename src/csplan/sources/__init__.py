"""Bytes to plain data with places; the only room that opens files."""
