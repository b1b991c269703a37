"""studybot: a question a day for a team's channel, on Discord, on Slack and in a local playground."""
