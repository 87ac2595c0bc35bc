"""``python -m ankigen`` is the command ``ankigen``."""

from ankigen.cli import main

if __name__ == "__main__":
    main()
