"""The Discord adapter against a loopback Discord."""
