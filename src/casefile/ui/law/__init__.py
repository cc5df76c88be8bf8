"""The Statute to read: crimes, modes of liability and articles, and where the case uses them."""
