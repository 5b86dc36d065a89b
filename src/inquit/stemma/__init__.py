"""The family tree of a claim: who has it from whom, where its roots are, and how many are independent."""
