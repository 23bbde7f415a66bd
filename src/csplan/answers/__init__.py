"""The answers: one package or module a command names figures and words them."""
