package com.expacti.testkit.invariant;

import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.TimeoutAction;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Settings that weaken the gate, one at a time. */
final class Settings {
    private Settings() {}

    /** Silence approves what scores below {@code risk}. */
    static UnaryOperator<OrgSettings> silenceApprovesBelow(int risk) {
        return s -> new OrgSettings(
                s.name(),
                s.timeout(),
                TimeoutAction.APPROVE,
                OptionalInt.of(risk),
                s.autoApproveBelow(),
                s.anomalySuspendsWhitelist(),
                s.anomalies(),
                s.allowSelfApproval());
    }

    /** Nobody is asked for what scores below {@code risk}. */
    static UnaryOperator<OrgSettings> nobodyIsAskedBelow(int risk) {
        return s -> new OrgSettings(
                s.name(),
                s.timeout(),
                s.timeoutAction(),
                s.timeoutApproveBelow(),
                OptionalInt.of(risk),
                s.anomalySuspendsWhitelist(),
                s.anomalies(),
                s.allowSelfApproval());
    }

    static UnaryOperator<OrgSettings> selfApproval(boolean allowed) {
        return s -> new OrgSettings(
                s.name(),
                s.timeout(),
                s.timeoutAction(),
                s.timeoutApproveBelow(),
                s.autoApproveBelow(),
                s.anomalySuspendsWhitelist(),
                s.anomalies(),
                allowed);
    }
}
