"""A season of a study group on both platforms, played end to end: `python -m tests.demo_season`."""
