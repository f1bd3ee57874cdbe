"""What Ruby says of terms."""
