"""From a syntax tree back to text, in the one usual form: what the formatter is made of."""
