"""The formats: one module each turns a report into text."""
