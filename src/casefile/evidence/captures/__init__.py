"""Web captures and what collection tools leave beside a file: one file a format.

Addresses are kept as text; none is opened. Hashes that a tool wrote are compared with the bytes, and what was found is
said in a custody event; signatures and chains of blocks are not checked, and that is said too.
"""
