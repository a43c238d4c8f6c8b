"""The website in a real browser: `make browser`."""
