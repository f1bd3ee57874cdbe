"""What schema.prisma says of terms."""
