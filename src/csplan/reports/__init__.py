"""The answers: one module a command asks the engine for figures and lays them out as a report."""
