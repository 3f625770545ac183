"""What models cost, against TensorFlow's own profiler."""
