package com.expacti.shell;

/** What came of reading a text: a tree that is certain, or a refusal. */
public sealed interface Parse permits Parsed, Unparsed {
    /** The text that was read, unchanged. */
    String text();
}
