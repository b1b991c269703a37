"""A loopback Slack: Web API, Socket Mode, signed HTTP and the people who click, with Slack's limits."""

from tests.platforms.slack.server import LoopbackSlack

__all__ = ["LoopbackSlack"]
