"""Findings → strings: pure functions from data, nothing here prints."""
