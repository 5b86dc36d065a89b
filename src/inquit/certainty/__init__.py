"""How sure an attribution is, what it does, how it quotes, and which quantities it gives."""
