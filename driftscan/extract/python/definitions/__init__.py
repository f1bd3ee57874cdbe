"""What Python says of terms."""
