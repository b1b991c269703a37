"""A file that somebody has put into a form; Slack hands it out to apps that have `files:read`."""

from bot.adapters.slack.api import NO_FILE, Json, SlackApi
from bot.ports.outside import Refused

ADDRESS = "url_private_download"


class SlackFile:
    """Implements `SentFile`; `about` is what the form says of it, which may be no more than its id."""

    def __init__(self, api: SlackApi, about: Json) -> None:
        self._api = api
        self._about = about

    @property
    def name(self) -> str:
        return str(self._about.get("name") or "The file")

    async def read(self, most: int) -> bytes | None:
        if not self._about.get(ADDRESS):
            answer = await self._api.get("files.info", file=self._about["id"])
            self._about = answer["file"]
        if int(self._about.get("size") or 0) > most:
            return None
        address = self._about.get(ADDRESS)
        if not address:
            raise Refused(NO_FILE)
        return await self._api.download(str(address), most)
