"""What JavaScript and TypeScript files say of services."""
