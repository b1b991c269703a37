"""Many people use the real process for a long time, and its memory is watched."""
