"""States packed into numbers, and code that takes them from stop to stop."""
