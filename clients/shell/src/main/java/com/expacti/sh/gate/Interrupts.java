package com.expacti.sh.gate;

import org.jline.terminal.Terminal;
import org.jline.utils.Signals;

/** What Ctrl-C does just now. Outside of any hold it does nothing: whoever runs in front gets the key itself. */
public final class Interrupts {
    private static final Runnable NOTHING = () -> {};

    private volatile Runnable current = NOTHING;

    /** Takes SIGINT over from the Java runtime. A handler, not "ignore": children must not inherit an ignored signal. */
    public static Interrupts ofThisProcess() {
        Interrupts interrupts = new Interrupts();
        Signals.register("INT", interrupts::raise);
        return interrupts;
    }

    /** Follows a terminal, which hands SIGINT to its line editor now and then and gives it back afterwards. */
    public static Interrupts of(Terminal terminal) {
        Interrupts interrupts = new Interrupts();
        terminal.handle(Terminal.Signal.INT, signal -> interrupts.raise());
        return interrupts;
    }

    void raise() {
        current.run();
    }

    void set(Runnable action) {
        current = action;
    }

    void clear() {
        current = NOTHING;
    }
}
