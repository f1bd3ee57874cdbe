"""What C# says of terms."""
