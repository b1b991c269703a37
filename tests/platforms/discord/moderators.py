"""What the moderators of the loopback Discord do to the bot."""

from tests.platforms.discord.server import Server
from tests.platforms.discord.world import Posted


class Moderators(Server):
    async def kick(self) -> None:
        """The bot is on the server no more."""
        self.world.in_guild = False
        await self.gateway.emit("GUILD_DELETE", {"id": self.world.guild})

    async def invite(self) -> None:
        self.world.in_guild = True
        await self.gateway.emit("GUILD_CREATE", self.world.guild_payload())

    async def deny(self, channel: str, *permissions: str) -> None:
        """From now on the bot lacks just these in a channel, spelled as discord.py does."""
        changed = self.world.channels[channel]
        changed.denied = frozenset(permissions)
        await self.gateway.emit("CHANNEL_UPDATE", changed.payload(self.world.guild, self.world.bot))

    async def delete_channel(self, channel: str) -> None:
        gone = self.world.channels.pop(channel)
        await self.gateway.emit("CHANNEL_DELETE", gone.payload(self.world.guild, self.world.bot))

    async def delete_message(self, message: Posted) -> None:
        del self.world.messages[message.id]
        where = {"channel_id": message.payload["channel_id"], "guild_id": self.world.guild}
        await self.gateway.emit("MESSAGE_DELETE", {"id": message.id, **where})

    async def archive(self, thread: str, locked: bool = False) -> None:
        changed = self.world.threads[thread]
        changed["thread_metadata"] |= {"archived": True, "locked": locked}
        await self.gateway.emit("THREAD_UPDATE", changed)
