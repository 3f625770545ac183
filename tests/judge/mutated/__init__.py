"""Programs as they never should be: whatever the text is, there is an answer, in bounded time and memory."""
