"""Links of proof, wherever one stands: the gesture that makes them, the list of them, the panel for any target."""
