"""Names, types and rules: what is wrong with a story before anybody plays it. Nothing here raises on a story."""
