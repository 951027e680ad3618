"""Long proofs, of which the tests run samples."""
