"""Who calls Procore: tokens, where they are kept, how they are renewed, and the way in through the browser."""
