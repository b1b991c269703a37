"""The local playground: a channel in a browser, played by three people."""
