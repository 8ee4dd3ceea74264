package com.expacti.shell;

import java.util.List;
import java.util.Optional;

/** Sees through commands that start other commands. */
public final class Wrappers {
    private Wrappers() {}

    /** What {@code command} starts; the command itself when it is no wrapper. Never throws. */
    public static List<Effective> effective(SimpleCommand command) {
        return List.of(new Effective.Command(command, List.of(), Optional.empty()));
    }
}
