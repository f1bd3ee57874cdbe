"""What Go says of terms."""
