package com.expacti.domain.rule;

/** How a rule's pattern is read. */
public enum PatternType {
    /** The whole text, byte for byte. */
    EXACT,
    /** One simple command, word by word; see {@link GlobPattern}. */
    GLOB,
    /** RE2 syntax, anchored at both ends. */
    REGEX
}
