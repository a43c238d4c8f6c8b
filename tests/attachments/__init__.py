"""Files that leak, each with a clean twin."""
