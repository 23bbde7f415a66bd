"""Two plans beside each other: what changed between them, and which change causes which part of the outcome."""
