"""Discord: a gateway client, slash commands and buttons on one side, cards as embeds on the other."""
