"""What the extractors of JavaScript, TypeScript and components share: from a tree to facts."""
