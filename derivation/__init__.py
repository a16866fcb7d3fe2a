"""verify-derivation: checks derivations as their authors wrote them."""
