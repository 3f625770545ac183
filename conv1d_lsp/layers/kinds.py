"""Names of layers that have something in common."""

#: Layers that give their last step alone, or with `return_sequences=True` all of them.
RECURRENT = ("LSTM", "GRU", "SimpleRNN", "Bidirectional")
