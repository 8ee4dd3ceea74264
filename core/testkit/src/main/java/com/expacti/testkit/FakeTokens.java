package com.expacti.testkit;

import com.expacti.application.command.ApprovalTokens;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Approval tokens under a key that everybody knows. */
public final class FakeTokens implements ApprovalTokens {
    @Override
    public String issue(OrgId org, CommandId command, long seq) {
        return Digest.ofText("key of a test %s %s %d".formatted(org, command, seq))
                .hex();
    }

    @Override
    public boolean proves(String token, OrgId org, CommandId command, long seq) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), issue(org, command, seq).getBytes(StandardCharsets.UTF_8));
    }
}
