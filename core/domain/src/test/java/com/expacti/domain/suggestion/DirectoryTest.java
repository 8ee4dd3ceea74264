package com.expacti.domain.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which suggestions hold in every directory. */
final class DirectoryTest {
    private static final Optional<String> CWD = Optional.of("/srv/app");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "rm /tmp/a",
                "rm -f /tmp/a /tmp/b",
                "rm /tmp/a=b",
                "kubectl delete pod web",
                "kubectl delete pod web --wait=false",
                "oc delete pod web"
            })
    void what_names_its_files_from_the_root_or_none_holds_anywhere(String command) {
        assertEquals(Optional.empty(), boundTo(command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git status",
                "rm a",
                "rm /tmp/a b",
                "touch --reference=x /tmp/a",
                "/bin/rm /tmp/a",
                "/usr/bin/kubectl delete pod web",
                "rm /tmp/a $X",
                "rm /tmp/a; rm /tmp/b",
                "docker rm web",
                "kubectl",
                "kubectl apply x",
                "kubectl delete -f x",
                "kubectl delete --filename=x",
                "kubectl delete pod .x"
            })
    void whatever_may_mean_a_file_of_the_directory_is_bound_to_it(String command) {
        assertEquals(CWD, boundTo(command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "ls -la", "du -s"})
    void what_looks_at_the_directory_itself_is_bound_to_it(String command) {
        assertEquals(CWD, boundTo(command));
    }

    private static Optional<String> boundTo(String command) {
        return Directory.boundTo((Parsed) ShellParser.parse(command), CWD);
    }
}
