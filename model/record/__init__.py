"""The records of the docket: frozen values, validated at the door."""
