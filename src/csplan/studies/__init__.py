"""Many evaluations of one plan: ways out of a gap, differences, sensitivity; plain results, no words."""
