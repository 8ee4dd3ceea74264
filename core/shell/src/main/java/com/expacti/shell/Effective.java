package com.expacti.shell;

import java.util.List;
import java.util.Optional;

/** What a simple command really starts, once wrappers such as {@code sudo} or {@code sh -c} are seen through. */
public sealed interface Effective {
    /** The names of the wrappers passed on the way, outermost first; empty when there was none. */
    List<String> via();

    /**
     * A command that is started.
     *
     * @param command its words (arguments a wrapper such as {@code xargs} adds at run time are not among them), the
     *     assignments the last wrapper sets for it, and the redirections of the command as written
     * @param payload the parse it stands in, when a wrapper's argument was itself shell text; spans point into the
     *     outermost text
     */
    record Command(SimpleCommand command, List<String> via, Optional<Parsed> payload) implements Effective {
        public Command {
            via = List.copyOf(via);
        }

        /** The words of {@link #command()}. */
        public List<Word> words() {
            return command.words();
        }
    }

    /** A program text in another language, given on the command line. */
    record Code(String language, String text, List<String> via) implements Effective {
        public Code {
            via = List.copyOf(via);
        }
    }

    /** Something is started, but what can't be told; {@code reason} is one plain sentence. */
    record Unknown(String reason, List<String> via) implements Effective {
        public Unknown {
            via = List.copyOf(via);
        }
    }
}
