"""The outbox: messages that reach their channel or account once, whatever is killed.

To send something, add a delivery in the transaction that makes it due; the key is what it is::

    tx.deliveries.add(
        Delivery(
            key=f"author-{proposal.id}",
            kind=DeliveryKind.AUTHOR,
            target=Account("slack", "T1", "U7"),  # or a ChannelRef
            due_at=now,
            expires_at=now + timedelta(days=3),
            team_id=proposal.team_id,
            proposal_id=proposal.id,
        )
    )

``builders`` has a builder for each kind, which makes the card at the moment it is sent, or says
why nothing is to be sent any more. ``worker`` sends what is due.
"""
