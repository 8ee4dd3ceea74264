package com.expacti.adapters.wire.view;

import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.identity.Caller.AgentCaller;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.risk.SecretMask;

/** How much of a command's text somebody is shown. */
public enum Sight {
    /** The exact text: for those who may decide, since nobody should allow what they can't see, and for its own agent. */
    EXACT,

    /** With secrets masked: for everybody else who reads commands. */
    MASKED;

    /** An agent is only ever shown its own commands. */
    public static Sight of(Caller caller) {
        return switch (caller) {
            case AgentCaller agent -> EXACT;
            case PersonCaller person -> Access.allows(person, Permission.COMMANDS_DECIDE) ? EXACT : MASKED;
        };
    }

    /** The text as it is shown. */
    public String of(String text) {
        return switch (this) {
            case EXACT -> text;
            case MASKED -> SecretMask.mask(text);
        };
    }
}
