"""The way in: in come the words of a command line, out goes an exit code."""

from __future__ import annotations

import sys


def main() -> None:
    """Run coachkit. `--version` is answered before anything else is loaded."""
    if sys.argv[1:] == ["--version"]:
        from coachkit import __version__

        sys.stdout.write(f"coachkit {__version__}\n")
        return
    from coachkit.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
