/*
 * The life of one command, for Spin (https://spinroot.com). README.md beside this file says what is left out and which
 * class each step is. Bounds come as -D flags; `run` holds the sets of them that are checked, and the faults that must be
 * found when they are put in (-DFAULT_...).
 *
 * One atomic block is one call of a port: one transaction of the ledger or one conditional write of the queue. Between two
 * of them anything may happen: another node's step, a tick, a change of the org, the end of the process.
 */
#ifndef VOTES
#define VOTES 2      /* votes that are sent; doubled, late and contradicting ones are among them */
#endif
#ifndef SUBMITS
#define SUBMITS 1    /* times the agent sends the command under its one ref */
#endif
#ifndef REDEEMS
#define REDEEMS 0    /* times an approval is presented */
#endif
#ifndef EXTENDS
#define EXTENDS 0
#endif
#ifndef CANCELS
#define CANCELS 0
#endif
#ifndef CHANGES
#define CHANGES 0    /* changes of the org, of the kinds that follow */
#endif
#ifndef RULES
#define RULES 0      /* 1: rules and the agent's token */
#endif
#ifndef PEOPLE
#define PEOPLE 0     /* 1: who may decide, and how many have to */
#endif
#ifndef SETTINGS
#define SETTINGS 0   /* 1: what becomes of a wait that is over */
#endif
#ifndef CRASHES
#define CRASHES 1    /* processes that end between two steps */
#endif
#ifndef LOSSES
#define LOSSES 0     /* sockets that are lost */
#endif
#ifndef RESUMES
#define RESUMES 0
#endif
#ifndef SPEND
#define SPEND 0      /* 1: the approval is spent as it is given */
#endif
#ifndef SKEW
#define SKEW 0       /* how far, in ticks, a node's clock may be off, if the queue goes by that (DynamoDB) */
#endif
#ifndef SLOW
#define SLOW 0       /* 1: who claimed an item may live on, and be slow, while a sweep finishes it */
#endif
#ifndef WAIT
#define WAIT 1       /* ticks that people have */
#endif
#ifndef TICKS
#define TICKS 0
#endif
#ifndef ON_TIMEOUT
#define ON_TIMEOUT DENY
#endif
#ifndef ALLOW_RULE
#define ALLOW_RULE 0
#endif

#define WAIT_MAX 3
#define NODES 2

/* the ledger's states */
#define NONE 0
#define UNDECIDED 1
#define APPROVED 2
#define DENIED 3
#define TIMED_OUT 4
#define CANCELLED 5
#define BLOCKED 6
#define DECIDED (l_state >= APPROVED)

/* intents of a claimed item */
#define OPEN 0
#define BY_VOTES 1
#define BY_TIME 2
#define BY_CANCEL 3
#define BY_FAILURE 4

/* timeout_action */
#define DENY 0
#define ESCALATE 1
#define SILENCE 2    /* `approve` */

#define NO 1
#define YES 2

/* ---- the system of record: survives everything ---- */
byte l_state = NONE;
byte l_deadline, l_submitted, l_expires, l_decisions;
bool l_escalated, l_spent, l_audited, l_by_rule;

/* ---- the pending queue: survives everything ---- */
bool q_there;
byte q_deadline, q_intent, q_epoch, q_holder;
byte q_ballot[2];
bool q_orphaned, q_lost;     /* lost: the holder's lease has run out */
byte q_claimer;              /* who lives and is about to settle it; 0: died. Only SLOW lets a sweep take it up otherwise */

/* ---- the org, at one gate_version ---- */
byte gate;
bool allow_rule = ALLOW_RULE;
bool deny_rule, revoked;
byte need = 1;
bool standing[2] = { true, true };
byte on_timeout = ON_TIMEOUT;

/* ---- time ---- */
byte now;                    /* the ledger's clock */
byte ahead[NODES];           /* a node's clock reads now + ahead - SKEW */

/* ---- what is left to happen ---- */
byte votes, submits, redeems, extends, cancels, changes, losses, resumes, crashes = CRASHES;

/* ---- the agent ---- */
byte a_node = 2;             /* the node its socket is on; 2: none */
bool a_token, a_told;
byte a_sent, a_socket, runs;   /* a_socket: which of its sockets is the one it listens to */
bool holds[NODES];           /* HeldCommands: the node is to send the decision */
byte held_epoch[NODES], held_socket[NODES];

#define clock(n) (now + ahead[n])
#define deadline_seen (q_deadline + SKEW)
#define approvals ((b0 == YES && standing[0]) + (b1 == YES && standing[1]))
#define denial ((b0 == NO && standing[0]) || (b1 == NO && standing[1]))
#define q_approvals ((q_ballot[0] == YES && standing[0]) + (q_ballot[1] == YES && standing[1]))
#define q_denial ((q_ballot[0] == NO && standing[0]) || (q_ballot[1] == NO && standing[1]))

/* A settlement becomes true: decision, audit entry and approval in one transaction. */
inline store(outcome) {
    l_decisions++;
    assert(l_decisions == 1);                                                          /* invariant 3 */
    l_state = outcome;
#ifndef FAULT_AUDIT_LATER
    l_audited = true;
#endif
    if
    :: outcome == APPROVED -> l_expires = now + 1; l_spent = SPEND
    :: else
    fi
}

/* What holds of every approval at the moment it becomes true, whatever picture it was judged by. */
inline must_be_sound() {
    assert(!deny_rule && !revoked)                                                     /* invariants 1 and 7 */
}

/* The agent hears the decision; one that follows `pending` or the first answer is run if it is spent. */
inline hear(direct) {
    assert(DECIDED && l_audited);                                                      /* invariant 2 */
    a_told = true;
    if
    :: l_state == APPROVED && SPEND && !(direct && a_sent > 1) -> runs++
    :: l_state == APPROVED && !SPEND -> a_token = true
    :: else
    fi;
    assert(runs <= 1)                                                                  /* invariant 4 */
}

/* A new socket of the agent; whatever is still said on the one before reaches nobody. */
inline connect(n) { a_node = n; a_socket++; socket = a_socket }

inline answer_at_once() {
    holds[me] = false;
    if :: socket == a_socket -> hear(true) :: else fi
}

inline forget_all() {
    d_step { b0 = 0; b1 = 0; intent = 0; due = 0; epoch = 0; seen = 0; seen_deadline = 0; seen_escalated = false; who = 0; what = 0; socket = 0 }
}

/* The process ends here; what it remembered is gone, and so are its sockets. Another takes its place. */
#define CRASH :: atomic { crashes > 0 -> crashes--; goto died }

/* A counted vote is only taken out of an item while its voter may not decide. */
inline lapse(first, second) {
    who = (first); what = (second);
    assert(!who || !standing[0]); assert(!what || !standing[1])                        /* invariant 10 */
}

#define claimable (q_there && q_intent == OPEN)

inline take(why) {
    q_intent = why; q_claimer = me + 1;
    b0 = q_ballot[0]; b1 = q_ballot[1]; intent = why; due = q_deadline
}

inline attach(n) {
    q_epoch++; q_holder = n; q_orphaned = false; q_lost = false
}

proctype Node(byte me) {
    byte b0, b1, intent, due, epoch;      /* the claimed item as this process read it */
    byte seen, seen_deadline;             /* the command as this process read it */
    bool seen_escalated;
    byte view;                            /* the gate version of the picture this process holds */
    byte who, what, socket;

idle:
    forget_all();
    end:
    if
    :: atomic { submits > 0 && (me == 0 || a_sent > 0) -> submits--; a_sent++; connect(me); goto submit }
    :: atomic { votes > 0 && l_state != NONE -> votes--; who = 0; what = YES; goto vote }
    :: atomic { votes > 0 && l_state != NONE -> votes--; who = 1; what = YES; goto vote }
    :: atomic { votes > 0 && l_state != NONE -> votes--; who = 1; what = NO; goto vote }
    :: atomic { extends > 0 && l_state != NONE -> extends--; goto extend }
    :: atomic { cancels > 0 && l_state != NONE -> cancels--; goto cancel }
    :: atomic { redeems > 0 && a_token -> redeems--; goto redeem }
    :: atomic { resumes > 0 && a_node == 2 && l_state != NONE -> resumes--; a_sent++; connect(me); goto resume }
    /* SweepPending: what is due, stuck, voted, orphaned, itemless */
#ifdef FAULT_TRUST_NODE_CLOCK
    :: atomic { claimable && clock(me) >= deadline_seen -> goto expire }
#else
    :: atomic { claimable && clock(me) >= deadline_seen && (DECIDED || now >= l_deadline) -> goto expire }
#endif
#ifndef FAULT_NO_STUCK_SWEEP
    :: atomic { q_there && q_intent != OPEN && (SLOW || q_claimer == 0) -> goto stuck }
#endif
#ifndef FAULT_NO_VOTED_SWEEP
    :: atomic { claimable && !DECIDED && (q_denial || q_approvals >= need) -> view = gate; goto claim_votes }
#endif
    :: atomic { q_there && q_lost && !q_orphaned -> q_orphaned = true; goto idle }
    :: atomic { claimable && q_orphaned -> epoch = q_epoch; goto orphan }
#ifndef FAULT_NO_ITEMLESS_SWEEP
    :: atomic { l_state == UNDECIDED && !q_there -> goto itemless }
#endif
    /* HeldCommands: what was decided is sent, once; a lost socket's grace begins */
    :: atomic { holds[me] && DECIDED && !q_there -> holds[me] = false;
                if :: held_socket[me] == a_socket -> hear(false) :: else fi; goto idle }
    :: atomic { holds[me] && held_socket[me] != a_socket -> holds[me] = false; epoch = held_epoch[me]; goto detach }
    fi;

/* ---- SubmitCommand ---- */
submit:
    if
    CRASH
    :: atomic { true ->
        if
        :: l_state != NONE -> goto known
        :: l_state == NONE && view != gate ->                     /* an old picture: its verdict only says where to ask */
            view = gate; goto submit
        :: l_state == NONE && view == gate ->
            if
            :: revoked -> goto idle                               /* unauthorized */
            :: !revoked && deny_rule -> store(BLOCKED); goto answered
            :: !revoked && !deny_rule && allow_rule -> goto by_rule
            :: else -> goto ask
            fi
        fi }
    fi;
by_rule:
    if
    CRASH
    :: atomic { true ->
        if
        :: l_state != NONE -> goto known
#ifndef FAULT_NO_GATE_CHECK
        :: l_state == NONE && view != gate -> goto submit
        :: l_state == NONE && view == gate ->
#else
        :: l_state == NONE ->
#endif
            must_be_sound(); assert(allow_rule); l_by_rule = true; l_submitted = now; store(APPROVED)
        fi }
    fi;
answered:
    if
    CRASH
    :: atomic { true -> answer_at_once(); goto idle }
    fi;
ask:
    if
    CRASH
    :: atomic { true ->
        if
        :: l_state != NONE -> goto known
        :: else -> l_state = UNDECIDED; l_submitted = now; l_deadline = now + WAIT; due = l_deadline
        fi }
    fi;
put:
    if
    CRASH
    :: atomic { true ->
        if
        :: q_there
        :: else -> q_there = true; q_deadline = due; q_intent = OPEN; q_ballot[0] = 0; q_ballot[1] = 0;
                   q_epoch = 1; q_holder = me; q_orphaned = false; q_lost = false
        fi }
    fi;
    goto hold;
known:
    if
    CRASH
    :: atomic { true ->
        if
        :: DECIDED -> goto answered
        :: !DECIDED && !q_there -> due = l_deadline; goto put
        :: !DECIDED && q_there -> attach(me); goto hold
        fi }
    fi;
hold:
    if
    CRASH
    :: atomic { true ->
        if
        :: DECIDED -> answer_at_once()
        :: !DECIDED -> holds[me] = true; held_epoch[me] = q_epoch; held_socket[me] = socket
        fi;
        goto idle }
    fi;

/* ---- ResumeCommand ---- */
resume:
    if
    CRASH
    :: atomic { true -> if :: !DECIDED && q_there -> attach(me) :: else fi }
    fi;
    goto hold;
detach:
    if
    CRASH
    :: atomic { true -> if :: q_there && q_epoch == epoch -> q_orphaned = true :: else fi; goto idle }
    fi;

/* ---- CastVote ---- */
vote:
    if
    CRASH
    :: atomic { view = gate;
        if
        :: DECIDED || !standing[who] -> goto idle                 /* already_decided, forbidden */
        :: else
        fi }
    fi;
ballot:
    if
    CRASH
    :: atomic { true ->
        if
#ifdef FAULT_VOTE_AFTER_CLAIM
        :: q_there && clock(me) < deadline_seen && q_ballot[who] == 0 ->
#else
        :: claimable && clock(me) < deadline_seen && q_ballot[who] == 0 ->
#endif
            q_ballot[who] = what
        :: claimable && clock(me) < deadline_seen && q_ballot[who] != 0
        :: else -> goto idle                                      /* closed: already_decided */
        fi;
        b0 = q_ballot[0]; b1 = q_ballot[1];
        if
        :: view == gate && (denial || approvals >= need)
        :: view == gate && !(denial || approvals >= need) -> goto idle
        :: view != gate                                           /* tallied by an old picture: either way */
        :: view != gate -> goto idle
        fi }
    fi;
claim_votes:
    if
    CRASH
    :: atomic { true ->
        if
        :: claimable -> take(BY_VOTES); goto settle
        :: else -> goto idle
        fi }
    fi;

/* ---- ExtendDeadline ---- */
extend:
    if
    CRASH
    :: atomic { true ->
        if
        :: claimable && clock(me) < deadline_seen ->
            if
            :: q_deadline < l_submitted + WAIT_MAX -> q_deadline++
            :: else
            fi;
            due = q_deadline
        :: else -> goto idle
        fi }
    fi;
extended:
    if
    CRASH
    :: atomic { true ->
        if
        :: l_state == UNDECIDED && l_deadline < due -> l_deadline = due
        :: else
        fi;
        goto idle }
    fi;

/* ---- CancelCommand, SweepPending ---- */
cancel:
    if
    CRASH
    :: atomic { true -> if :: claimable -> take(BY_CANCEL); goto settle :: else -> goto idle fi }
    fi;
orphan:
    if
    CRASH
    :: atomic { true ->
#ifdef FAULT_CANCEL_WHATEVER_EPOCH
        if :: claimable -> assert(q_orphaned); take(BY_CANCEL); goto settle :: else -> goto idle fi
#else
        if :: claimable && q_epoch == epoch -> assert(q_orphaned); take(BY_CANCEL); goto settle :: else -> goto idle fi
#endif
        }
    fi;
expire:
    if
    CRASH
    :: atomic { true -> if :: claimable && clock(me) >= deadline_seen -> take(BY_TIME); goto settle :: else -> goto idle fi }
    fi;
itemless:
    if
    CRASH
    :: atomic { true -> if
        :: q_there -> goto idle
        :: else -> q_there = true; q_deadline = now + 1; q_intent = OPEN; q_ballot[0] = 0; q_ballot[1] = 0;
                   q_epoch = 1; q_holder = 2; q_orphaned = false; q_lost = false
        fi }
    fi;
    if
    CRASH
    :: atomic { true -> if :: claimable -> take(BY_FAILURE); goto settle :: else -> goto idle fi }
    fi;
stuck:
    if
    CRASH
    :: atomic { true -> if
        :: q_there && q_intent != OPEN && (SLOW || q_claimer == 0) ->
            b0 = q_ballot[0]; b1 = q_ballot[1]; intent = q_intent; due = q_deadline; q_claimer = me + 1
        :: else -> goto idle
        fi }
    fi;

/* ---- SettlePending ---- */
settle:
    if
    CRASH
    :: atomic { seen = l_state; seen_deadline = l_deadline; seen_escalated = l_escalated;
        if
        :: intent == BY_TIME && seen == UNDECIDED && seen_escalated && seen_deadline > due -> goto reopen
        :: seen >= APPROVED -> goto done
        :: else
        fi }
    fi;
    /* JudgePending by the picture at hand, then Ledger.settle under the lock if the gate version is still that picture's. */
judge:
    if
    CRASH
    :: atomic { true ->
        if
        :: view != gate -> goto judge_old
        :: view == gate
        fi;
        if
        :: DECIDED -> goto done
        :: !DECIDED && intent == BY_CANCEL -> store(CANCELLED); goto done
        :: !DECIDED && intent == BY_FAILURE -> store(DENIED); goto done
        :: !DECIDED && intent == BY_VOTES && denial -> store(DENIED); goto done
        :: !DECIDED && intent == BY_VOTES && !denial && approvals < need ->
            lapse(b0 != 0 && !standing[0], b1 != 0 && !standing[1]); goto release
        :: !DECIDED && intent == BY_VOTES && !denial && approvals >= need && revoked -> store(DENIED); goto done
        :: !DECIDED && intent == BY_VOTES && !denial && approvals >= need && !revoked && deny_rule -> store(BLOCKED); goto done
        :: !DECIDED && intent == BY_VOTES && !denial && approvals >= need && !revoked && !deny_rule ->
approve:
            if
#ifndef FAULT_NO_DEADLINE_CHECK
            :: now >= l_deadline -> goto too_late
            :: now < l_deadline ->
#else
            :: true ->
#endif
                must_be_sound();
                assert(approvals >= need && !denial);                                  /* invariant 1 */
                assert(now < l_deadline);                                              /* invariant 1: late is no */
                assert(SLOW || !q_denial);                                             /* a counted denial is not passed over */
                store(APPROVED); goto done
            fi
        :: !DECIDED && intent == BY_TIME && denial -> store(DENIED); goto done
        :: !DECIDED && intent == BY_TIME && !denial && on_timeout == DENY -> store(TIMED_OUT); goto done
        :: !DECIDED && intent == BY_TIME && !denial && on_timeout == ESCALATE && seen_escalated -> store(TIMED_OUT); goto done
        :: !DECIDED && intent == BY_TIME && !denial && on_timeout == ESCALATE && !seen_escalated ->
            if
            :: l_escalated
            :: else -> l_escalated = true;
                if
                :: now + WAIT > l_deadline && now + WAIT <= l_submitted + WAIT_MAX -> l_deadline = now + WAIT
                :: else
                fi
            fi;
            seen_deadline = l_deadline; goto reopen
        :: !DECIDED && intent == BY_TIME && !denial && on_timeout == SILENCE && (revoked || deny_rule) -> store(TIMED_OUT); goto done
        :: !DECIDED && intent == BY_TIME && !denial && on_timeout == SILENCE && !revoked && !deny_rule ->
            if
#ifndef FAULT_SILENCE_ANYTIME
            :: now < l_deadline || l_deadline != seen_deadline -> goto too_early
            :: now >= l_deadline && l_deadline == seen_deadline ->
#else
            :: true ->
#endif
                must_be_sound();
                assert(now >= l_deadline);                                             /* people had their time */
                assert(!q_denial || l_deadline <= q_deadline);
                store(APPROVED); goto done
            fi
        fi }
    fi;
judge_old:
    if
    CRASH
#ifdef FAULT_NO_GATE_CHECK
    :: atomic { intent == BY_VOTES && !DECIDED && now < l_deadline && !denial -> goto approve }
#endif
    :: atomic { view = gate; goto judge }                         /* Moved: the picture is loaded again */
    :: atomic { true -> who = 0; what = 0; goto release }         /* Contended: the org's rules keep moving */
#ifdef FAULT_OLD_PICTURE_DECLINES
    :: atomic { intent == BY_VOTES -> lapse(b0 != 0, 0); goto release }
    :: atomic { intent == BY_VOTES -> lapse(0, b1 != 0); goto release }
#endif
    fi;
release:
    if
    CRASH
    :: atomic { true ->
        if
        :: q_there && q_intent != OPEN -> q_intent = OPEN; q_claimer = 0;
            if :: who -> q_ballot[0] = 0 :: else fi;
            if :: what -> q_ballot[1] = 0 :: else fi
        :: else
        fi;
        goto idle }
    fi;
too_late:
    if
    CRASH
    :: atomic { true ->
        if :: q_there && q_intent != OPEN -> q_intent = BY_TIME :: else fi;
        intent = BY_TIME; goto settle }
    fi;
too_early:
    if
    CRASH
    :: atomic { seen_deadline = l_deadline; goto reopen }
    fi;
reopen:
    if
    CRASH
    :: atomic { true ->
        if
        :: q_there && q_intent == BY_TIME -> q_intent = OPEN; q_claimer = 0;
            if :: seen_deadline > q_deadline -> q_deadline = seen_deadline :: else fi
        :: else
        fi;
        goto idle }
    fi;
done:
    if
    CRASH
    :: atomic { true ->
#ifdef FAULT_AUDIT_LATER
        l_audited = true;
#endif
        q_there = false; q_intent = OPEN; q_ballot[0] = 0; q_ballot[1] = 0; q_deadline = 0; q_claimer = 0;
        q_orphaned = false; q_lost = false; q_epoch = 0; q_holder = 2; goto idle }
    fi;

/* ---- RedeemApproval ---- */
redeem:
    if
    CRASH
    :: atomic { view = gate;
        if
        :: l_state != APPROVED || revoked || deny_rule || (l_by_rule && !allow_rule) -> goto idle
        :: else
        fi }
    fi;
spend:
    if
    CRASH
    :: atomic { true ->
        if
#ifdef FAULT_REDEEM_TWICE
        :: view == gate && now < l_expires ->
#else
#ifdef FAULT_REDEEM_WHATEVER_GATE
        :: !l_spent && now < l_expires ->
#else
        :: view != gate -> goto redeem
        :: view == gate && !l_spent && now < l_expires ->
#endif
#endif
            must_be_sound();
            assert(!l_by_rule || allow_rule);                                          /* invariant 7 */
            assert(l_audited);                                                         /* invariant 2 */
            l_spent = true
        :: else -> goto idle
        fi }
    fi;
redeemed:
    if
    CRASH
    :: atomic { runs++; assert(runs <= 1); goto idle }                                 /* invariants 4 and 10 */
    :: atomic { true -> goto idle }                               /* the answer is lost: the agent may not run it */
    fi;

died:
    atomic {
        holds[me] = false; held_epoch[me] = 0; held_socket[me] = 0;
        if :: a_node == me -> a_node = 2; a_socket++ :: else fi;
        if :: q_there && q_holder == me -> q_lost = true :: else fi;
        if :: q_claimer == me + 1 -> q_claimer = 0 :: else fi;
        view = 0;
        goto idle
    }
}

/* What people, networks and time do. */
proctype World() {
    end:
    do
    :: atomic { now < TICKS || (redeems > 0 && l_state == APPROVED && now < l_expires) ||
                ((l_state == UNDECIDED || q_there) && (now <= l_deadline || now <= q_deadline + 2 * SKEW)) -> now++ }
    :: atomic { losses > 0 && a_node < 2 -> losses--; a_node = 2; a_socket++ }
    :: atomic { changes > 0 -> changes--; gate++;
        if
        :: RULES -> deny_rule = !deny_rule
        :: RULES -> allow_rule = !allow_rule
        :: RULES && !revoked -> revoked = true
        :: PEOPLE -> need = 3 - need
        :: PEOPLE -> standing[0] = !standing[0]
        :: PEOPLE -> standing[1] = !standing[1]
        :: SETTINGS && on_timeout != DENY -> on_timeout = DENY
        :: SETTINGS && on_timeout != ESCALATE -> on_timeout = ESCALATE
        :: SETTINGS && on_timeout != SILENCE -> on_timeout = SILENCE
        fi }
    :: atomic { timeout ->                                        /* nothing else can happen any more */
        assert(l_state == NONE || DECIDED);                                            /* nothing is stuck */
        assert(!q_there);
        assert(a_node == 2 || a_told || l_state == NONE);         /* and who still listens was told */
        assert(l_state == NONE || l_audited);
        break }
    od
}

init {
    atomic {
        byte n;
        for (n : 0 .. NODES - 1) {
            if
            :: ahead[n] = SKEW
            :: SKEW > 0 -> ahead[n] = 0
            :: SKEW > 0 -> ahead[n] = 2 * SKEW
            fi
        }
        /* What is lost on its way was never sent; what comes late finds everything decided. */
        select(votes : 0 .. VOTES); select(submits : 1 .. SUBMITS); select(redeems : 0 .. REDEEMS);
        select(extends : 0 .. EXTENDS); select(cancels : 0 .. CANCELS); select(changes : 0 .. CHANGES);
        select(losses : 0 .. LOSSES); select(resumes : 0 .. RESUMES);
        run Node(0); run Node(1); run World()
    }
}

#ifdef LIVE
ltl decided { always ((l_state == UNDECIDED) implies (eventually (l_state >= APPROVED))) }
#endif
