"""What Kotlin says of terms."""
