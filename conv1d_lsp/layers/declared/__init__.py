"""One declaration a layer, both generations of Keras inside. Families that share a rule share a file."""
