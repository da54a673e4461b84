"""Small writers for the file formats that people keep in the Documents tool."""
