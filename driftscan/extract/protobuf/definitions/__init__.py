"""What .proto files say of terms."""
