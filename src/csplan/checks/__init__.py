"""What a careful colleague would point out in a plan that can be read."""
