package com.expacti.api.member;

import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Role;

/** A role as JSON brings it. */
final class RoleField {
    private RoleField() {}

    static Role role(String literal) {
        return Role.of(literal)
                .orElseThrow(() -> GateException.invalid(
                        "role", "role is owner, admin, senior_reviewer, reviewer, auditor or billing"));
    }
}
