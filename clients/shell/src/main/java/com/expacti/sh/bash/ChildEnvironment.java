package com.expacti.sh.bash;

import com.expacti.client.access.Access;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a command may see of our environment: everything but the gate's token, and but what makes a shell run or change
 * something before the approved text.
 */
public final class ChildEnvironment {
    private static final Set<String> STARTUP = Set.of("BASH_ENV", "ENV", "SHELLOPTS", "BASHOPTS", "PROMPT_COMMAND");

    private ChildEnvironment() {}

    public static Map<String, String> of(Map<String, String> ours) {
        Map<String, String> theirs = new HashMap<>(ours);
        theirs.keySet()
                .removeIf(name ->
                        Access.TOKEN_NAMES.contains(name) || STARTUP.contains(name) || name.startsWith("BASH_FUNC_"));
        return theirs;
    }
}
