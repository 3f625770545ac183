"""Long editing sessions against a real server: whatever is typed, it answers, forgets nothing and keeps nothing."""
