"""The Today view: what can hurt, what comes next, and what is not known yet."""
