"""`csplan scorecard`: what teams are for, how each CSM works, what renewals say of it; and a sheet of one person."""
