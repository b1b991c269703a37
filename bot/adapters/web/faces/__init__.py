"""How a platform would show what our renderers send it: real payloads in, look-alike HTML out."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from bot.adapters.web.faces.discord import discord_html
from bot.adapters.web.faces.slack import slack_html

__all__ = ["PREVIEWS"]

PREVIEWS: Mapping[str, Callable[[Any], Markup]] = {"discord": discord_html, "slack": slack_html}
"""By face: what turns a payload, made by that platform's own renderer, into HTML."""
