"""What others offer of Procore and what Procore documents, each with the tool that does it here."""
