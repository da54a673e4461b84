"""Measurements as ratios to a bare server of the SDK in the same run; `python -m benchmarks` prints them."""
