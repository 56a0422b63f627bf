"""The steps of importing a list: what each shows and asks. `ImportList` moves between them."""
