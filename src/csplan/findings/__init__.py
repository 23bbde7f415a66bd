"""Everything that can be wrong: what a finding is, and one record for each of them."""
