"""The loopback platforms of their adapters' own tests."""

from tests.discord.conftest import discords_own_addresses, server
from tests.slack.conftest import settings, slack

__all__ = ["discords_own_addresses", "server", "settings", "slack"]
