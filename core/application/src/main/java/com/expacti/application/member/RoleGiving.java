package com.expacti.application.member;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Role;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may give which role. Only an owner makes an owner, and nobody gives by a key what that key may not do: a key that
 * changes the org could else raise an accomplice to decide. A sign-in has all permissions.
 */
final class RoleGiving {
    private RoleGiving() {}

    /**
     * Whether {@code by} may give {@code role} to somebody who may do {@code had} already.
     *
     * @throws GateException {@code forbidden}
     */
    static void require(PersonCaller by, Set<Permission> had, Role role) {
        if (role == Role.OWNER && by.person().role() != Role.OWNER) {
            throw new GateException(ErrorCode.FORBIDDEN, "only an owner makes somebody an owner");
        }
        String lacking = Access.of(role).stream()
                .filter(permission ->
                        !had.contains(permission) && !by.permissions().contains(permission))
                .map(Permission::literal)
                .sorted()
                .collect(Collectors.joining("`, `"));
        if (!lacking.isEmpty()) {
            throw new GateException(
                    ErrorCode.FORBIDDEN,
                    "you can't give the role `%s`: it brings `%s`, which your key does not have"
                            .formatted(role.literal(), lacking));
        }
    }
}
