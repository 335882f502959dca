"""ax-user-bot: manage the users of an Arize AX account from Slack."""

__version__ = "0.1.0"
