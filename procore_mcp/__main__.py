"""`python -m procore_mcp` is the command `procore-mcp`."""

from procore_mcp.cli import main

if __name__ == "__main__":
    main()
