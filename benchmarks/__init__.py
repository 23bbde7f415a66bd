"""The speed goals as commands: ``python -m benchmarks.run`` prints them all."""
