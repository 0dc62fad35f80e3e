"""The model: records, ledger, assessment and what is made from them. Knows no window."""
