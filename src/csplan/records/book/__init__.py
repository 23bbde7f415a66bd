"""The account book: one row a customer, to the sums of each segment."""
