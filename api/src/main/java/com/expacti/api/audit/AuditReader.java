package com.expacti.api.audit;

import com.expacti.api.access.Callers;
import com.expacti.application.access.Authenticator;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import io.micronaut.http.HttpRequest;

/** Somebody who may read the audit log. */
final class AuditReader {
    private AuditReader() {}

    static PersonCaller of(Callers callers, HttpRequest<?> request) {
        PersonCaller caller = callers.person(request);
        Authenticator.require(caller, Permission.AUDIT_READ);
        return caller;
    }
}
