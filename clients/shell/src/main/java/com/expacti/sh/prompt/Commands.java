package com.expacti.sh.prompt;

import java.io.IOException;

/** Gives whole commands, one at a time. */
public interface Commands {
    /** What comes next. */
    sealed interface Next {
        /** The exact text, without the newline that ended it. */
        record Command(String text) implements Next {}

        /** Nothing to ask for: an empty line, or one that was given up. */
        record Nothing(int exitCode) implements Next {}

        record End() implements Next {}
    }

    /** @param directory where the command would run, for the prompt */
    Next next(String directory) throws IOException;
}
