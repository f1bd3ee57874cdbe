"""What Rust says of terms."""
