"""Small models that have a person look at a sentence: they may hold, and never reject. Loaded when first needed."""
