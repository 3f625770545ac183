"""Asking real Keras: the only room that starts TensorFlow, always in a process of its own.

`worker/` is the program that runs there, under whatever interpreter has TensorFlow; it needs the standard library and
Keras, and nothing of this package. `client` starts it and talks to it; `find` says what an interpreter can be asked.
"""
