package com.expacti.application.member;

import com.expacti.domain.identity.Person;
import java.time.Instant;

/** A person in an org, and since when. */
public record Member(Person person, Instant createdAt) {}
