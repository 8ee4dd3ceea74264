package com.expacti.domain.rule;

import java.util.List;

/**
 * A path that the author of a pattern wrote out.
 *
 * @param start what is written of it
 * @param extent whether a wildcard continues it
 */
record WrittenPath(String start, Extent extent) {
    /** How much of a path is written. */
    enum Extent {
        /** All of it: itself, and what is below. */
        WHOLE,
        /** Its start: whatever a wildcard makes of it. */
        OPEN
    }

    /** Whether no wildcard takes this word elsewhere than the paths say; where none is written, they say nothing. */
    static boolean hold(List<WrittenPath> paths, String word) {
        return !word.startsWith("/") || paths.isEmpty() || paths.stream().anyMatch(path -> path.holds(word));
    }

    /** Whether this word is that path or goes on from it. */
    boolean holds(String word) {
        return switch (extent) {
            case OPEN -> word.startsWith(start);
            case WHOLE -> word.equals(start) || word.startsWith(start.endsWith("/") ? start : start + "/");
        };
    }
}
