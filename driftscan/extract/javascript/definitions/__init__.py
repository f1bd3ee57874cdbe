"""What JavaScript and TypeScript says of terms."""
