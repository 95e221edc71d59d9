"""infoview: a terminal journal for informational interviews."""

__version__ = "0.1.0"
