"""Losses and metrics held against real Keras: every one beside every output and target of a table."""
