"""Who stands highest in the observed chains: what was observed, who is set aside, who supports whom, and the panel."""
