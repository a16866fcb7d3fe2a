"""A run over many documents: which ones, in how many processes, with what shown meanwhile.

`selection` goes from paths to documents; `pool` checks them in worker processes;
`results` puts cache and pool together; `progress` shows how far it is. Nothing here
imports the engine: that is the workers' business.
"""
