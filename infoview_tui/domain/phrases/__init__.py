"""The small grammar of dates and times that people type; `domain/dates.py` is its face."""
