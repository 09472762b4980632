"""The engine: digests, plans and manifests; knows nothing of issues."""
