"""What a study bot knows about questions, time, scores and people; no I/O, no clock, no chance."""
