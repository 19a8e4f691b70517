"""Mail: mailbox files in every quoting, list archives, Maildir, single messages.

Only headers are parsed; of a body no more than its first text is looked at.
"""

from mutuals.readers.mail.recognition import recognizes
from mutuals.readers.mail.stream import read

WHAT = "mail"

__all__ = ["read", "recognizes"]
