package com.expacti.domain.approval;

import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.Rule;

/** A policy and where it holds: the commands its pattern covers, read broadly, from a level of risk upwards. */
public record ScopedPolicy(String id, ApprovalPolicy policy, Rule pattern, RiskLevel minRiskLevel) {}
