"""The answers, one request a file: each a pure function of a snapshot and of what the client can take."""
