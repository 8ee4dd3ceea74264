package com.expacti.domain.org;

/** Targets that rules and policies name together. */
public record TargetGroup(String id, String name) {}
