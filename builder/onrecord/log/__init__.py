"""The log: an append-only Merkle tree of entries in tiles, with signed checkpoints and proofs. It knows nothing of issues."""
