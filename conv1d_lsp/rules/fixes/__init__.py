"""Edits that repair: proposals, which the engine proves before anybody sees them. All keep formatting and comments."""
