"""Questions of a bank as files of other programs, and as our own."""
