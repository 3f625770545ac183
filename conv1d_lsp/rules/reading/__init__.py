"""What rules ask about the code of a finding: places, names, how a tensor came to its shape."""
