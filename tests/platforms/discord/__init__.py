"""A loopback Discord: REST, gateway and the people who click, with Discord's limits and on one port."""

from tests.platforms.discord.loopback import LoopbackDiscord

__all__ = ["LoopbackDiscord"]
