"""The compiled story: plain, versioned data that needs nothing to be read but this package's model."""
