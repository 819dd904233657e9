"""The way in: in come the words of a command line, out goes an exit code."""

from __future__ import annotations

import gc
import os
import sys

# Starting makes many objects and next to no rubbish; looking for it again and again took a seventh of every start.
_OBJECTS_BETWEEN_LOOKS = 50_000


def main() -> None:
    """Run coachkit. `--version` is answered before anything else is loaded."""
    if sys.argv[1:] == ["--version"]:
        from coachkit import __version__

        sys.stdout.write(f"coachkit {__version__}\n")
        return
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    # Plugins of other packages would be looked for at every start, and would be handed people's words.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from coachkit.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
