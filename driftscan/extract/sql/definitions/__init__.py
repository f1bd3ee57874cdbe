"""What SQL scripts say of terms."""
