"""How close the upper bound of rework is to the lines themselves."""
