"""The nr-* commands, one file each."""
