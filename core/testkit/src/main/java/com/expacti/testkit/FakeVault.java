package com.expacti.testkit;

import com.expacti.application.targets.LoginProof;
import com.expacti.application.targets.Vault;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.TargetAddress.Auth;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Hides nothing from whoever looks twice; keeps what was sealed to its target. */
public final class FakeVault implements Vault {
    @Override
    public SealedCredential seal(OrgId org, TargetId target, LoginProof proof) {
        String text = prefix(org, target) + proof.auth() + " " + proof.reveal();
        return new SealedCredential(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public LoginProof open(OrgId org, TargetId target, SealedCredential sealed) {
        String text = new String(Base64.getDecoder().decode(sealed.base64()), StandardCharsets.UTF_8);
        if (!text.startsWith(prefix(org, target))) {
            throw new IllegalStateException("sealed for another target");
        }
        String rest = text.substring(prefix(org, target).length());
        int blank = rest.indexOf(' ');
        return LoginProof.of(Auth.valueOf(rest.substring(0, blank)), rest.substring(blank + 1));
    }

    private static String prefix(OrgId org, TargetId target) {
        return org + " " + target + " ";
    }
}
