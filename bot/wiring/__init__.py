"""Builds the running bot; beside it only previews and `doctor` know several adapters."""
