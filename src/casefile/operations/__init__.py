"""What a user can do or ask, a file a noun: plain functions of a session that give frozen rows and never commit."""
