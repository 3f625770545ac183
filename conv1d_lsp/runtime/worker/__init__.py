"""The program that runs real Keras: `PYTHON PATH_OF_THIS_FOLDER GENERATION MEMORY_BYTES`, JSON lines in and out.

It runs under a user's interpreter (Python 3.10 or later), which need not have this package installed: it imports the
standard library, Keras and its own files only. `PYTHON PATH_OF_THIS_FOLDER` without arguments prints what is installed.
"""
