package com.expacti.shell;

/**
 * Text the parser does not fully understand. A person has to read it; nothing may be concluded from any part of it.
 *
 * @param reason one plain sentence without a full stop, fit for a reviewer's screen
 * @param at UTF-16 offset near which reading stopped, {@code 0 <= at <= text.length()}
 */
public record Unparsed(String text, String reason, int at) implements Parse {}
