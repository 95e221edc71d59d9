"""`python -m infoview_tui` and the `infoview` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the command line and exits with its code."""
    # A command is over, and a journal open, before there is anything worth collecting: the
    # screen switches the collector on again.
    gc.disable()
    from infoview_tui.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
