"""What `make run` and `make test` do: standard library only, started with the system's own Python."""
