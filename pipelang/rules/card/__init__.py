"""Rules about the card and access to it (R4xx)."""
