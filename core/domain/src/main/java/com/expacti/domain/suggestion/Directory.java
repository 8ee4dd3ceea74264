package com.expacti.domain.suggestion;

import com.expacti.domain.decision.WorkingDirectory;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which working directory a suggested rule is bound to: the one it was seen in, unless the command means the same anywhere. */
final class Directory {
    private static final Set<String> FILES =
            Fitness.words("rm rmdir mkdir touch ls cat head tail wc stat file du cp mv");

    private static final Set<String> CLUSTERS = Fitness.words("kubectl oc");

    /** Cluster commands that read files of their own. */
    private static final Set<String> READ_FILES =
            Fitness.words("apply create replace kustomize cp diff edit patch config");

    private static final Set<String> FILE_OPTIONS =
            Fitness.words("-f --filename -k --kustomize --kubeconfig --from-file --patch-file");

    private Directory() {}

    static Optional<String> boundTo(Parsed parsed, Optional<String> cwd) {
        return matters(parsed) ? cwd : Optional.empty();
    }

    private static boolean matters(Parsed parsed) {
        if (!WorkingDirectory.matters(parsed)) {
            return false;
        }
        SimpleCommand command = parsed.simpleCommands().getFirst();
        List<String> words = command.words().stream()
                .map(Word::value)
                .flatMap(Optional::stream)
                .toList();
        if (!parsed.isSingleSimpleCommand()
                || words.size() != command.words().size()
                || words.getFirst().contains("/")) {
            return true;
        }
        List<String> operands =
                words.stream().skip(1).filter(word -> !word.startsWith("-")).toList();
        if (FILES.contains(words.getFirst())) {
            return operands.isEmpty() // `ls` alone looks at the directory itself
                    || !operands.stream().allMatch(word -> word.startsWith("/"))
                    || words.stream().anyMatch(Directory::joins);
        }
        return !CLUSTERS.contains(words.getFirst())
                || operands.isEmpty()
                || READ_FILES.contains(operands.getFirst())
                || words.stream().anyMatch(Directory::namesFile);
    }

    /** A long option may carry a path of its own. */
    private static boolean joins(String word) {
        return word.startsWith("-") && word.contains("=");
    }

    private static boolean namesFile(String word) {
        String option = word.startsWith("-") && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        return FILE_OPTIONS.contains(option) || word.startsWith(".");
    }
}
