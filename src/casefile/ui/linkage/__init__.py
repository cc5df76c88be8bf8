"""Who stood under whom, and who is alleged to answer for what, as a picture."""
