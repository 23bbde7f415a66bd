"""The JSON Schema of a plan: what editors complete, explain and check with while somebody types."""
