"""Where everything of the network stands, as plain values."""
