"""`csplan pay`: what pay is made of, which structure fits, what it costs, and what a bonus is paid for."""
