"""What every finding is about: for `csplan validate --explain`, for reports that carry it, and for docs/checks.md."""
