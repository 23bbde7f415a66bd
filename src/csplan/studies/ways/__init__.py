"""What can be changed in a team, how little of it is enough, and what each way out of a gap costs and brings."""
