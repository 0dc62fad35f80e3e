"""The network as a scene."""
