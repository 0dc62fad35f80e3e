"""Financial tests as they are shown: results, headroom and what would cure them."""
