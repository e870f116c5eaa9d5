"""What several accounts do alike or at the same time, each a lead: doing alike is not being controlled by one."""
