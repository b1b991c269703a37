"""What can be told of a question, and of a bank, by reading it: flaws and figures."""
