package com.expacti.domain.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.shell.ShellParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkingDirectoryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo hello",
                "docker ps",
                "docker ps -a",
                "kubectl get pods -n web",
                "true",
                "systemctl status nginx"
            })
    void what_looks_at_no_file_means_the_same_anywhere(String command) {
        assertEquals(false, WorkingDirectory.matters(ShellParser.parse(command)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm test",
                "make",
                "./deploy.sh",
                "rm -rf build",
                "git status",
                "docker build .",
                "kubectl apply -f x.yaml",
                "kubectl get -f x.yaml",
                "kubectl get pods --kubeconfig=k",
                "echo *",
                "echo $HOME",
                "echo a > f",
                "ls",
                "echo a; ls",
                "date -f dates",
                "echo 'open"
            })
    void whatever_may_look_at_files_is_bound_to_its_directory(String command) {
        assertEquals(true, WorkingDirectory.matters(ShellParser.parse(command)));
    }
}
