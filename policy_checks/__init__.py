"""A gate that keeps a parish council's published communication policy."""

__version__ = "1.0.0"
