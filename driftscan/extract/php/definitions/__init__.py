"""What PHP says of terms."""
