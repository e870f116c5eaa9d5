"""Who the sender sends the reader to, who runs the account, and who is only mentioned."""
