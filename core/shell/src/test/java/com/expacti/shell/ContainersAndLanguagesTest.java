package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What containers and interpreters are told to run on their command line. */
final class ContainersAndLanguagesTest {
    private static void requireStarts(String text, String... started) {
        assertEquals(List.of(started), Started.by(text), text);
    }

    private static void requireItself(String... texts) {
        for (String text : texts) {
            requireStarts(text, text.replace("'", ""));
        }
    }

    private static void requireUnknown(String... texts) {
        for (String text : texts) {
            assertTrue(Started.by(text).stream().anyMatch(one -> one.endsWith("?")), text);
        }
    }

    @Test
    void a_container_runs_the_words_behind_its_name() {
        requireStarts("docker container exec c rm x", "docker > rm x");
        requireStarts("docker exec c rm x", "docker > rm x");
        requireStarts("podman run --rm i rm x", "podman > rm x");
        requireStarts("docker run --entrypoint rm i x", "docker > rm x");
        requireStarts("docker run --entrypoint=/bin/rm i", "docker > /bin/rm");
        requireStarts("docker-compose run s rm x", "docker-compose > rm x");
        requireStarts("podman-compose exec s rm x", "podman-compose > rm x");
        requireItself("docker ps", "docker compose up", "docker", "docker container ls");
    }

    @Test
    void what_a_container_runs_by_itself_is_not_known() {
        requireUnknown("docker run i", "docker exec c", "docker run -it", "docker exec", "docker compose run s");
        requireUnknown("docker run --entrypoint 'a b' i", "docker run --entrypoint $x i", "docker run $x rm");
        requireUnknown("docker compose -Z up", "docker compose a*", "docker a*", "docker -Z ps", "xargs docker");
    }

    @Test
    void a_pod_runs_what_stands_behind_the_dashes() {
        requireStarts("kubectl exec p -- rm x", "kubectl > rm x");
        requireStarts("kubectl -- exec p -- rm x", "kubectl > rm x");
        requireStarts("oc -n a exec p -c d -- rm x", "oc > rm x");
        requireItself("kubectl get pods", "kubectl", "kubectl -n a logs p");
        requireUnknown(
                "kubectl -Z get", "kubectl a*", "xargs kubectl", "kubectl exec p --", "kubectl exec p", "kubectl exec");
    }

    @Test
    void a_program_in_another_language_is_read_from_its_option() {
        requireStarts("perl -eprint", "perl: print");
        requireStarts("perl -e print f", "perl: print");
        requireStarts("perl -l012e x", "perl: x");
        requireStarts("perl -0e x", "perl: x");
        requireStarts("perl -i.bak -pe x f", "perl: x");
        requireStarts("lua -e x", "lua: x");
        requireStarts("node --eval x", "javascript: x");
        requireStarts("node --eval=x", "javascript: x");
        requireStarts("node -px", "javascript: x");
        requireStarts("python -W a -c x", "python: x");
        requireStarts("python-3.12 -c x", "python: x");
        requireStarts("python3 -Ic x", "python: x");
        requireStarts("python <<< x", "python: x");
        requireStarts("python - <<< x", "python: x");
    }

    @Test
    void a_file_or_a_question_is_no_program_on_the_line() {
        requireItself("python f.py", "python -W a f.py", "python -Wa f.py", "perl -i.bak f", "lua -l m f", "lua f");
        requireItself("python --version", "python -V", "python --help", "node --version", "python -m m");
        requireItself("node --version f", "jruby f", "nodejs f", "pypy f", "luajit f", "mawk 1", "gsed p");
    }

    @Test
    void options_that_are_not_known_may_hold_a_program() {
        requireUnknown(
                "python", "perl -v -V", "node --require m f", "perl -Z f", "python -W", "python -W $x f", "perl -m x");
        requireUnknown(
                "python -m timeit x", "python -mtimeit x", "python -c", "perl -e", "node --eval", "xargs python");
        requireUnknown("python $x", "perl -e x $y", "perl -e x \"$y\"", "perl -e x -e $y", "xargs python -m m");
        requireStarts("perl -e x a*", "perl: x");
    }

    @Test
    void awk_is_itself_only_when_its_program_is_seen_to_start_nothing() {
        requireItself("awk '{print $1}' f", "awk -F : '{print $1}' f", "gawk 1 f");
        requireStarts("awk 'BEGIN{system(\"rm\")}'", "awk: BEGIN{system(\"rm\")}");
        requireUnknown("awk -Z x", "awk", "awk -f f", "awk $x");
    }

    @Test
    void sed_is_itself_only_when_its_program_is_short_and_plain() {
        String most = "s/" + "a".repeat(195) + "/b/";

        requireItself("sed -n 1p f", "sed 's/a/b/g' f", "sed -i 's/a/b/' f", "sed '/a/,/b/d' f", "sed " + most + " f");
        requireStarts("sed " + most.replace("/b/", "/bb/") + " f", "sed: " + most.replace("/b/", "/bb/"));
        requireStarts("sed 's/a/b/e' f", "sed: s/a/b/e");
        requireUnknown("sed", "sed -Z x", "sed $x", "sed -f f");
    }
}
