"""Search over the whole case: where its results are shown and opened."""
