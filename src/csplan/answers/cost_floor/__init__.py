"""How many customers a CSM must serve for the margin to hold."""
