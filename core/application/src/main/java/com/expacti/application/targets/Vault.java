package com.expacti.application.targets;

import com.expacti.application.secret.SecretBox;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.TargetAddress.Auth;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Seals what logins are proved by. What was sealed for one target opens for no other. */
public final class Vault {
    private final SecretBox box;

    public Vault(SecretBox box) {
        this.box = box;
    }

    public SealedCredential seal(OrgId org, TargetId target, LoginProof proof) {
        byte[] plain = (proof.auth().literal() + "\n" + proof.reveal()).getBytes(StandardCharsets.UTF_8);
        return new SealedCredential(Base64.getEncoder().encodeToString(box.seal(plain, context(org, target))));
    }

    /** @throws IllegalStateException for what was not sealed for this target of this org, or not under this key */
    public LoginProof open(OrgId org, TargetId target, SealedCredential sealed) {
        byte[] plain = box.open(Base64.getDecoder().decode(sealed.base64()), context(org, target));
        String text = new String(plain, StandardCharsets.UTF_8);
        int line = text.indexOf('\n');
        Auth auth = text.substring(0, line).equals(Auth.PASSWORD.literal()) ? Auth.PASSWORD : Auth.PRIVATE_KEY;
        return LoginProof.of(auth, text.substring(line + 1));
    }

    /** Identifiers hold no line feed, so no two targets share one. */
    private static String context(OrgId org, TargetId target) {
        return "target\n" + org.value() + "\n" + target.value();
    }
}
