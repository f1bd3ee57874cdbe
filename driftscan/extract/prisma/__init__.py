"""Prisma's schema: the database and its tables as models."""
