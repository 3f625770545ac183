"""Tests of the interpreter's room."""
