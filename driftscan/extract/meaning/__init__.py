"""What languages share to say what a condition, a type or a constant means."""
