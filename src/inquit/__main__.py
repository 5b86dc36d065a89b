"""`python -m inquit`: the command, where its script is not on the path."""

from inquit.cli.main import main

if __name__ == "__main__":
    main()
