"""A story in a browser: the runtime in JavaScript, the page around it, and the file that holds both."""
