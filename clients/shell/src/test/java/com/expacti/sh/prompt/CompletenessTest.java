package com.expacti.sh.prompt;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.expacti.sh.prompt.Completeness.Reading;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTest {
    private final Completeness completeness = new Completeness(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'a",
                "echo \"a",
                "for i in 1; do",
                "if true",
                "cat <<END\nx",
                "echo a \\",
                "f() {",
                "a &&",
                "echo $(",
                "a |"
            })
    void a_text_that_goes_on_is_unfinished(String text) {
        assertInstanceOf(Reading.Unfinished.class, completeness.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo a",
                "cat <<END\nx\nEND",
                "echo 'a\nb'",
                "echo a \\\\",
                "rm !(x)",
                "# just this",
                "f() { :; }",
                "sleep 1 &"
            })
    void a_whole_text_is_whole(String text) {
        assertInstanceOf(Reading.Whole.class, completeness.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo )", "fi", ";;", "if then"})
    void a_text_nothing_can_finish_is_wrong(String text) {
        assertInstanceOf(Reading.Wrong.class, completeness.of(text));
    }
}
