"""What was changed when, and what lies in the bin."""
