"""What protects persons: hidden names, consent, classification, blocks of numbers."""
