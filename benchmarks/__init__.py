"""Measurements: ``python -m benchmarks.build``. Never run as tests."""
