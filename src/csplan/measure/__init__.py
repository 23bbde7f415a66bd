"""Statistics of a time log: measured values, how sure they are, where the time goes, who is saturated, who differs."""
