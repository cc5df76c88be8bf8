"""The first screen: what the case is, how much there is, where the gaps are, what changed last."""
