"""How quick the HTML report is in a real browser, and what it looks like."""
