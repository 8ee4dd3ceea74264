package com.expacti.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class IdsTest {
    private static final List<Function<String, Object>> TYPES = List.of(
            OrgId::new, UserId::new, AgentId::new, CredentialId::new, TargetId::new, SessionId::new, CommandId::new);

    @Test
    void an_id_is_1_to_64_printable_characters_and_prints_as_itself() {
        for (var type : TYPES) {
            assertEquals("cmd_01", type.apply("cmd_01").toString());
            assertEquals("x".repeat(64), type.apply("x".repeat(64)).toString());
            for (String bad : List.of("", "x".repeat(65), "a b", "a\n", "\u0000", "ü", "\u007f", "😀")) {
                assertThrows(IllegalArgumentException.class, () -> type.apply(bad), bad);
            }
        }
    }
}
