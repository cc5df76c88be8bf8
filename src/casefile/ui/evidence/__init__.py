"""Evidence: the register of items, their passages and custody, the reader, and the sources they come from."""
