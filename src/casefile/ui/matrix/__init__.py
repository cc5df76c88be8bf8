"""The matrix: which element of which charge and attribution is proved, contested, undermined, or a gap."""
