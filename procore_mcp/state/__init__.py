"""What must survive a process or be shared by several: one small protocol and its stores."""
