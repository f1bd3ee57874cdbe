"""What Java says of terms."""
