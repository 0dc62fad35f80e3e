"""Changes of a recurring obligation: of one occurrence, of one and all that come after it, of all."""
