"""All reports → origins, stories, claims, ledger, contradictions, changes.

Everything here can be dropped and computed again; the order of arrival changes nothing.
"""
