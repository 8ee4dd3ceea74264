package com.expacti.domain.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    @Test
    void secrets_of_known_shapes_are_masked() {
        String token = "ghp_" + "a1B2".repeat(9);

        assertEquals(
                "curl -H 'Authorization: Bearer ••••' https://x",
                SecretMask.mask("curl -H 'Authorization: Bearer " + token + "' https://x"));
        assertEquals("PGPASSWORD=•••• psql", SecretMask.mask("PGPASSWORD=hunter22 psql"));
        assertEquals("psql postgres://bob:••••@db/x", SecretMask.mask("psql postgres://bob:hunter2@db/x"));
        assertEquals("mysql -u root -p•••• app", SecretMask.mask("mysql -u root -phunter2 app"));
        assertEquals("curl -u bob:•••• https://x", SecretMask.mask("curl -u bob:hunter2 https://x"));
        assertEquals("x --token •••• y", SecretMask.mask("x --token abc123 y"));
        assertEquals("aws configure set k ••••", SecretMask.mask("aws configure set k AKIAABCDEFGHIJKLMNOP"));
        assertEquals("export API_KEY=\"••••\"", SecretMask.mask("export API_KEY=\"abcd1234\""));
        assertEquals("expacti login ••••", SecretMask.mask("expacti login expacti_" + "0".repeat(32)));
    }

    @Test
    void ordinary_commands_stay_as_they_are() {
        for (String line : List.of(
                "git status",
                "npm token list",
                "echo password",
                "PGPASSWORD=$PW psql",
                "docker run -u 1000:1000 x",
                "grep -r 'token:' src",
                "sort -u file:name",
                "ls --color=auto",
                "git commit -m 'rotate the secret'")) {
            assertEquals(line, SecretMask.mask(line));
        }
    }

    @Test
    void a_very_long_text_is_masked_at_its_end() {
        String masked = SecretMask.mask("a".repeat(70_000));

        assertTrue(masked.endsWith(SecretMask.MASK));
        assertTrue(masked.length() < 70_000);
    }

    @Test
    void a_text_as_long_as_is_searched_is_shown_and_one_longer_is_cut_between_characters() {
        String most = "x".repeat(65_530) + " pw -p";
        String emoji = "x".repeat(65_535) + "\uD83D\uDE00 y";

        assertEquals(most, SecretMask.mask(most));
        assertEquals(most + SecretMask.MASK, SecretMask.mask(most + "y"));
        assertEquals("x".repeat(65_535) + SecretMask.MASK, SecretMask.mask(emoji));
    }

    @Test
    void a_secret_that_spans_lines_keeps_them_and_none_touches_another() {
        String text = "export API_KEY=\"abcd\n1234\" && git clone https://bob:hunter2@h/x; PGPASSWORD=hunter22 psql";

        List<SecretMask.Found> found = SecretMask.find(text);

        assertEquals(
                "export API_KEY=\"••••\n\" && git clone https://bob:••••@h/x; PGPASSWORD=•••• psql",
                SecretMask.mask(text));
        for (int i = 1; i < found.size(); i++) {
            assertTrue(found.get(i - 1).to() < found.get(i).from(), found.toString());
        }
    }
}
