"""Every sentence that a person sees: from what happened to the card that says so."""
