"""The tests. `cases/` says what must be found, `judge/` holds it against the analyzer and against real Keras."""
