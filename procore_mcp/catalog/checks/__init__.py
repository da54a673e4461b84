"""What a tool file must not say, one noun at a time; each check yields what it found and how to mend it."""
