"""Tests of single rooms; the folders mirror the package."""
