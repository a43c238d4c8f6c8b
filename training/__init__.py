"""Training of the small models: not needed to judge, and not installed with the gate."""
