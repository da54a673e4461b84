"""Every tool, called by a real client, judged by what Procore documents."""
