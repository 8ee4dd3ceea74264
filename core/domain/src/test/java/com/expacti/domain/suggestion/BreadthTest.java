package com.expacti.domain.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far a wildcard may reach, word by word. In a line {@code %} stands where the values do. */
final class BreadthTest {
    private static final boolean LOW = true;
    private static final boolean NOT_LOW = false;

    @Test
    void the_first_operand_varies_only_as_a_path_or_of_programs_for_files() {
        assertEquals("build-*", word("rm %", NOT_LOW, "build-1", "build-2"));
        assertEquals("none", word("tool %", LOW, "build-1", "build-2"));
        assertEquals("build-*", word("tool x %", LOW, "build-1", "build-2"));
        assertEquals("out/build-*", word("tool %", LOW, "out/build-1", "out/build-2"));
        assertEquals("/srv/app/b-*", word("tool %", LOW, "/srv/app/b-1", "/srv/app/b-2"));
        assertEquals("none", word("%", LOW, "build-1", "build-2"));
    }

    @Test
    void an_absolute_path_is_literal_far_enough_into_it() {
        assertEquals("/srv/abc*", word("rm %", NOT_LOW, "/srv/abc1", "/srv/abc2"));
        assertEquals("none", word("rm %", LOW, "/srv/ab1", "/srv/ab2"));
        assertEquals("none", word("rm %", LOW, "/abc1", "/abc2"));
        assertEquals("/srv/a/b*", word("rm %", LOW, "/srv/a/b1", "/srv/a/b2"));
        assertEquals("none", word("rm %", NOT_LOW, "/srv/a/b1", "/srv/a/b2"));
        assertEquals("/srv/a/b/c*", word("rm %", NOT_LOW, "/srv/a/b/c1", "/srv/a/b/c2"));
        assertEquals("none", word("rm %", LOW, "/srv//abc1", "/srv//abc2"));
        assertEquals("none", word("rm %", LOW, "/srv/./abc1", "/srv/./abc2"));
    }

    @Test
    void a_temporary_directory_may_be_literal_less_far() {
        assertEquals("/tmp/a/b*", word("rm %", NOT_LOW, "/tmp/a/b1", "/tmp/a/b2"));
        assertEquals("/var/tmp/b*", word("rm %", NOT_LOW, "/var/tmp/b1", "/var/tmp/b2"));
        assertEquals("none", word("rm %", NOT_LOW, "/var/log/b1", "/var/log/b2"));
        assertEquals("none", word("rm %", NOT_LOW, "/tmp/b1", "/tmp/b2"));
    }

    @Test
    void directories_of_the_system_vary_only_deep_down_and_at_low_risk() {
        assertEquals("/etc/a/b/c*", word("cat %", LOW, "/etc/a/b/c1", "/etc/a/b/c2"));
        assertEquals("none", word("cat %", LOW, "/etc/a/bcd1", "/etc/a/bcd2"));
        assertEquals("none", word("cat %", NOT_LOW, "/etc/a/b/c1", "/etc/a/b/c2"));
    }

    @Test
    void a_relative_path_is_literal_for_three_letters_or_at_low_risk_below_a_named_directory() {
        assertEquals("out/abc*", word("rm %", NOT_LOW, "out/abc1", "out/abc2"));
        assertEquals("none", word("rm %", NOT_LOW, "out/ab1", "out/ab2"));
        assertEquals("out/ab*", word("rm %", LOW, "out/ab1", "out/ab2"));
        assertEquals("abc*", word("rm %", NOT_LOW, "abc1", "abc2"));
        assertEquals("none", word("rm %", LOW, "ab1", "ab2"));
        assertEquals("none", word("rm %", LOW, "./abc1", "./abc2"));
        assertEquals("none", word("rm %", LOW, "abc1/log", "abc2/log"));
    }

    @Test
    void a_whole_word_varies_only_for_what_reads_by_name_at_low_risk() {
        assertEquals("*", word("docker logs %", LOW, "web", "db"));
        assertEquals("*", word("docker logs -f %", LOW, "web", "db"));
        assertEquals("none", word("docker logs %", NOT_LOW, "web", "db"));
        assertEquals("none", word("docker logs %", LOW, "web", "_db"));
        assertEquals("none", word("docker stop %", LOW, "web", "db"));
    }

    @Test
    void the_value_of_an_option_does_not_vary_but_what_follows_a_flag_does() {
        assertEquals("none", word("rm -t %", LOW, "build-1", "build-2"));
        assertEquals("none", word("tool x --tag %", LOW, "build-1", "build-2"));
        assertEquals("build-*", word("rm -rf %", LOW, "build-1", "build-2"));
        assertEquals("build-*", word("rm -- %", LOW, "build-1", "build-2"));
    }

    @Test
    void whose_or_which_machine_is_meant_does_not_vary() {
        assertEquals("none", word("kubectl get ns %", LOW, "team-1", "team-2"));
        assertEquals("none", word("kubectl delete %", LOW, "node/abc1", "node/abc2"));
        assertEquals("none", word("kubectl config use-context %", LOW, "team-1", "team-2"));
        assertEquals("pod/abc*", word("kubectl delete %", LOW, "pod/abc1", "pod/abc2"));
    }

    @Test
    void behind_an_equals_sign_the_value_itself_is_literal_far_enough() {
        assertEquals("api=web*", word("tool set %", NOT_LOW, "api=web1", "api=web2"));
        assertEquals("none", word("tool set %", NOT_LOW, "api=we1", "api=we2"));
        assertEquals("none", word("tool set %", LOW, "api=a", "api=b"));
        assertEquals("none", word("tool set %", LOW, "api=abc1:x", "api=abc2:x"));
        assertEquals("none", word("tool set %", LOW, "abc1", "abc=2"));
        assertEquals("none", word("tool set %", LOW, "abc=1", "abcd=1"));
    }

    @Test
    void a_host_a_user_and_what_stands_before_a_tag_do_not_vary() {
        assertEquals("https://h/abc*", word("tool get %", LOW, "https://h/abc1", "https://h/abc2"));
        assertEquals("none", word("tool get %", LOW, "https://host1", "https://host2"));
        assertEquals("none", word("tool get %", LOW, "root@abc1", "root@abc2"));
        assertEquals("root@h/abc*", word("tool get %", LOW, "root@h/abc1", "root@h/abc2"));
        assertEquals("none", word("tool get %", LOW, "abc1:x", "abc2:x"));
        assertEquals("none", word("tool get %", LOW, ":abcx", ":abcy"));
        assertEquals("none", word("tool get %", LOW, "h:abc1:x", "h:abc2:x"));
        assertEquals("none", word("tool get %", LOW, "h:abc:1x", "h:abcdx"));
        assertEquals("h:abc*", word("tool get %", LOW, "h:abcx", "h:abcy"));
    }

    @Test
    void options_parent_directories_and_odd_characters_are_never_covered() {
        for (String odd : List.of("-abc2", "+abc2", "abc..2", "abc 2", "abc$2", "abcé", "abc" + "x".repeat(198))) {
            assertEquals("none", word("rm %", LOW, "abc1", odd), odd);
        }
    }

    private static String word(String line, boolean low, String... values) {
        List<String> words = List.of(line.replace("%", values[0]).split(" "));
        int at = List.of(line.split(" ")).indexOf("%");
        Optional<String> word = Breadth.word(words, at, List.of(values), low);
        return word.orElse("none");
    }
}
