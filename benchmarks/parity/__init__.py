"""Does a spec that `init --from` writes give the verdicts of the tool it comes from?"""
