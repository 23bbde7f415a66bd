"""`csplan value`: what the team is credited with, and beside it what would not have come without it."""
