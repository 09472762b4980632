"""The seal: what of the record stands in the log, and as what; the words beside it, bound to it and yet erasable."""
