package com.expacti.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.targets.LoginProof;
import com.expacti.application.targets.Vault;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.TargetAddress.Auth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What logins are proved by, at rest. */
final class FileSecretBoxTest {
    private static final OrgId ORG = new OrgId("org_a");
    private static final TargetId TARGET = new TargetId("target_a");

    @TempDir
    private Path folder = Path.of("");

    private Vault vault() throws IOException {
        return new Vault(FileSecretBox.open(folder));
    }

    @Test
    void what_was_sealed_opens_also_after_a_restart() throws IOException {
        SealedCredential sealed = vault().seal(ORG, TARGET, LoginProof.password("s3cret ✓"));

        LoginProof opened = vault().open(ORG, TARGET, sealed);

        assertEquals("s3cret ✓", opened.reveal());
        assertEquals(Auth.PASSWORD, opened.auth());
    }

    @Test
    void it_opens_for_no_other_target_and_no_other_org() throws IOException {
        Vault vault = vault();
        SealedCredential sealed = vault.seal(ORG, TARGET, LoginProof.password("s3cret"));

        assertThrows(IllegalStateException.class, () -> vault.open(ORG, new TargetId("target_b"), sealed));
        assertThrows(IllegalStateException.class, () -> vault.open(new OrgId("org_b"), TARGET, sealed));
        assertThrows(IllegalStateException.class, () -> vault.open(ORG, TARGET, new SealedCredential("AAAA")));
    }

    @Test
    void nothing_of_it_can_be_read_and_no_two_look_alike() throws IOException {
        Vault vault = vault();

        SealedCredential one = vault.seal(ORG, TARGET, LoginProof.password("s3cret"));
        SealedCredential other = vault.seal(ORG, TARGET, LoginProof.password("s3cret"));

        assertNotEquals(one, other);
        String bytes = new String(Base64.getDecoder().decode(one.base64()), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("s3cret") || one.toString().contains(one.base64()));
    }

    @Test
    void the_keyset_is_its_owners_alone() throws IOException {
        FileSecretBox _ = FileSecretBox.open(folder);

        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret-keyset.json"))));
    }
}
