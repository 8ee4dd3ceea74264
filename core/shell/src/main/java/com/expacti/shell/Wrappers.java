package com.expacti.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees through commands that start other commands: {@code sudo}, {@code sh -c}, {@code ssh}, {@code find -exec} and
 * their kin. A wrapper is known by its name alone, without its directory. What a wrapper does with an option that is
 * not in its table is {@link Effective.Unknown}.
 */
public final class Wrappers {
    private static final int CHAIN_MAX = 32;
    private static final Effort.Known<SimpleCommand, List<Effective>> EFFECTIVE =
            new Effort.Known<>(Wrappers::seenThrough);
    private static final Map<String, Wrapper> ALL = all();
    private static final Set<String> STARTING = startingByThemselves();

    /** How one program is seen through. */
    interface Wrapper {
        List<Effective> see(Call call);
    }

    private Wrappers() {}

    private static Map<String, Wrapper> all() {
        Map<String, Wrapper> all = new HashMap<>();
        all.putAll(SecondReadings.table());
        all.putAll(Starters.table());
        all.putAll(starting());
        return Map.copyOf(all);
    }

    private static Set<String> startingByThemselves() {
        Set<String> names = new HashSet<>(starting().keySet());
        names.removeAll(PrefixTable.bySubcommand());
        names.removeAll(Set.of("alias", "crontab"));
        return Set.copyOf(names);
    }

    private static Map<String, Wrapper> starting() {
        Map<String, Wrapper> all = new HashMap<>();
        all.putAll(PrefixWrapper.table());
        all.putAll(ShellWrappers.table());
        all.putAll(SearchWrappers.table());
        all.putAll(RemoteWrappers.table());
        all.putAll(Schedules.table());
        all.putAll(ContainerWrappers.table());
        all.putAll(Terminals.table());
        all.putAll(GitWrapper.table());
        all.putAll(Languages.table());
        return Map.copyOf(all);
    }

    /**
     * What {@code command} starts: one entry for each command it ends in, the command itself when it is no wrapper, and
     * nothing when it only passes on an empty text. Assignments and redirections in front of a wrapper stay with the
     * command as written; a payload's commands have only their own. Never throws.
     */
    public static List<Effective> effective(SimpleCommand command) {
        return EFFECTIVE.of(command);
    }

    private static List<Effective> seenThrough(SimpleCommand command) {
        List<Effective> all = new ArrayList<>(resolve(Call.of(command)));
        if (SecondReadings.assignsCode(command)) {
            all.add(new Effective.Unknown(
                    "a variable is given text that runs where arithmetic or `@P` reads it", List.of()));
        }
        return List.copyOf(all);
    }

    /**
     * Whether a program of this name, without its directory, exists to run what its arguments or input say: a wrapper, a
     * shell or an interpreter. To trust such a name is to trust everything.
     */
    public static boolean isWrapper(String name) {
        return Starters.isOpaque(name) || STARTING.contains(name) || STARTING.contains(Languages.withoutVersion(name));
    }

    static List<Effective> resolve(Call call) {
        Effort.spend(64 + 4L * call.words().size());
        if (call.words().isEmpty()) {
            return call.origin().words().isEmpty() ? call.itself() : call.unknown("a wrapper is given no command");
        }
        if (call.name().isEmpty() || call.filling().touches(call.name().get())) {
            return call.unknown("the command's name `%s` is not known for certain"
                    .formatted(call.words().getFirst().raw()));
        }
        if (call.name().get().startsWith("-")) {
            return call.unknown("`%s` stands where a command's name is expected"
                    .formatted(call.words().getFirst().raw()));
        }
        if (call.via().size() > CHAIN_MAX) {
            return call.unknown("more than %d wrappers stand in a row".formatted(CHAIN_MAX));
        }
        Wrapper wrapper = wrapper(plainName(call.name().get()));
        return wrapper == null ? call.itself() : wrapper.see(call);
    }

    /** The name a program goes by: {@code ld-linux-x86-64.so.2} is the loader, {@code bash.exe} is {@code bash}. */
    private static String plainName(String name) {
        boolean loader = name.startsWith("ld-") && name.contains(".so");
        return loader
                ? "ld.so"
                : name.endsWith(".exe") && !ALL.containsKey(name) ? name.substring(0, name.length() - 4) : name;
    }

    private static @Nullable Wrapper wrapper(String name) {
        Wrapper exact = ALL.get(name);
        return exact == null ? ALL.get(Languages.withoutVersion(name)) : exact;
    }
}
