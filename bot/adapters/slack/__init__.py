"""Slack: posts, slash command, buttons, a modal and App Home, over Socket Mode or HTTP."""
