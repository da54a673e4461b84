"""The guided tour: what is asked, how answers are shown, and the play itself."""
