package com.expacti.application.ledger;

import com.expacti.domain.anomaly.HistoryEvent;
import com.expacti.domain.identity.AgentId;

/** What a settlement teaches of its agent, once it is true. */
public record Lesson(AgentId agent, HistoryEvent event) {}
