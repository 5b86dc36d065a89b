"""Which reports took words or facts from which: fingerprints, candidates, aligned passages, derivations."""
