"""Money: what the job should cost, who is paid how much for what, and what changed."""
