"""What to look for next: gaps, contrary evidence, evidence that nothing rests on."""
