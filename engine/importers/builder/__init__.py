"""The builder of stories: a small tree that importers make, and formatted `.story` files that come of it."""
