"""What the design team and the document controller keep: submittals, drawings, specifications, photos."""
