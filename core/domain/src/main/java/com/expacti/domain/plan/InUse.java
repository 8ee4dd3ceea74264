package com.expacti.domain.plan;

import com.expacti.domain.identity.Person;

/**
 * What an org has of that a plan limits.
 *
 * @param reviewers active members with a role that decides
 */
public record InUse(long targets, long reviewers) {
    /** Whether this member takes a reviewer's place. */
    public static boolean reviews(Person person) {
        return person.active() && person.role().decides();
    }
}
