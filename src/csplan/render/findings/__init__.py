"""The formats of findings: one module each turns a validation into text."""
