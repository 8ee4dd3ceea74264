# Read by build/model: which bounds are explored to their end, and which faults have to be noticed. A name, then the flags of
# command.pml. What `quick` runs is part of `make test`.

holds votes                 -DVOTES=2
holds spent-by-redeeming    -DVOTES=1 -DREDEEMS=2 -DRULES=1 -DCHANGES=1 -DCRASHES=0
holds escalation            -DVOTES=1 -DON_TIMEOUT=ESCALATE
holds silence               -DVOTES=1 -DON_TIMEOUT=SILENCE -DSKEW=1 -DCRASHES=0

notices no-deadline-check   -DFAULT_NO_DEADLINE_CHECK -DVOTES=1 -DCRASHES=0
notices no-gate-check       -DFAULT_NO_GATE_CHECK -DRULES=1 -DCHANGES=1 -DVOTES=1 -DCRASHES=0
notices redeemed-twice      -DFAULT_REDEEM_TWICE -DREDEEMS=2 -DVOTES=1 -DCRASHES=0
notices vote-after-claim    -DFAULT_VOTE_AFTER_CLAIM -DVOTES=2 -DCRASHES=0
notices audit-later         -DFAULT_AUDIT_LATER -DREDEEMS=1 -DVOTES=1
notices no-stuck-sweep      -DFAULT_NO_STUCK_SWEEP -DVOTES=1
notices no-itemless-sweep   -DFAULT_NO_ITEMLESS_SWEEP

[ "$which" = quick ] && return 0

notices redeemed-whatever-gate -DFAULT_REDEEM_WHATEVER_GATE -DREDEEMS=1 -DVOTES=1 -DRULES=1 -DCHANGES=1 -DCRASHES=0
notices orphan-whatever-epoch  -DFAULT_CANCEL_WHATEVER_EPOCH -DLOSSES=1 -DRESUMES=1 -DVOTES=0
# What the model found in the product; see README.md.
notices silence-early       -DFAULT_SILENCE_ANYTIME -DFAULT_TRUST_NODE_CLOCK -DSKEW=1 -DON_TIMEOUT=SILENCE
notices silence-by-old-wait -DFAULT_SILENCE_ANYTIME -DSLOW=1 -DON_TIMEOUT=ESCALATE -DSETTINGS=1 -DCHANGES=1 -DVOTES=1 -DCRASHES=0
notices old-picture-declines -DFAULT_OLD_PICTURE_DECLINES -DPEOPLE=1 -DCHANGES=1 -DVOTES=1

holds three-votes           -DVOTES=3
holds people-change         -DVOTES=2 -DPEOPLE=1 -DCHANGES=2 -DCRASHES=0
holds people-and-crash      -DVOTES=2 -DPEOPLE=1 -DCHANGES=1
holds rules-change          -DVOTES=1 -DRULES=1 -DCHANGES=2
holds settings-change       -DVOTES=1 -DON_TIMEOUT=ESCALATE -DEXTENDS=1 -DSETTINGS=1 -DCHANGES=1
holds silence-and-extend    -DVOTES=1 -DON_TIMEOUT=SILENCE -DEXTENDS=1 -DSKEW=1
holds clocks-apart          -DVOTES=2 -DSKEW=1
holds two-crashes           -DVOTES=1 -DCRASHES=2
holds cancel                -DVOTES=2 -DCANCELS=1 -DLOSSES=1
holds delivery              -DVOTES=1 -DSUBMITS=2 -DRESUMES=1 -DLOSSES=1
holds redeem                -DVOTES=1 -DALLOW_RULE=1 -DREDEEMS=2 -DRULES=1 -DCHANGES=2
holds spend                 -DVOTES=1 -DSPEND=1 -DSUBMITS=2 -DRESUMES=1 -DLOSSES=1
holds spend-by-rule         -DVOTES=0 -DSPEND=1 -DALLOW_RULE=1 -DSUBMITS=2 -DRESUMES=1 -DRULES=1 -DCHANGES=1
holds slow-people           -DVOTES=2 -DSLOW=1 -DPEOPLE=1 -DCHANGES=1 -DCRASHES=0
holds slow-settings         -DVOTES=1 -DSLOW=1 -DON_TIMEOUT=ESCALATE -DSETTINGS=1 -DCHANGES=1 -DCRASHES=0

decides always-in-the-end   -DVOTES=1
decides always-though-people-change -DVOTES=1 -DPEOPLE=1 -DCHANGES=1 -DCRASHES=0
