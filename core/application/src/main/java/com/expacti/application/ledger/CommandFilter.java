package com.expacti.application.ledger;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.SessionId;
import java.util.Optional;

/**
 * Which commands to list, newest first.
 *
 * @param status {@code pending} or an outcome's literal
 * @param text a part of the command's text, any case
 * @param agent only this agent's
 * @param before only those older than the command of this id, for the next page
 * @param limit 1 to 200
 */
public record CommandFilter(
        Optional<String> status,
        Optional<SessionId> session,
        Optional<String> text,
        Optional<AgentId> agent,
        Optional<String> before,
        int limit) {}
