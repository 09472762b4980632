"""The preview: the site on this machine, rebuilt on each change, with a browser that follows."""
