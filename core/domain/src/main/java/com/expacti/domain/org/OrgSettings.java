package com.expacti.domain.org;

import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an org has chosen.
 *
 * @param name shown to people
 * @param timeout how long a command waits for people: 30 to 600 s
 * @param timeoutAction what happens then; {@code APPROVE} only by the owner's choice
 * @param timeoutApproveBelow the risk (0–100) strictly below which {@code APPROVE} approves
 * @param autoApproveBelow the risk (0–100) strictly below which nobody is asked; empty: everybody always is
 * @param anomalySuspendsWhitelist an anomaly sends even a whitelisted command to a person
 * @param anomalies which anomaly rules run, and by which hours
 * @param requireTotp whoever signs in has a second factor, or may do nothing but enrol one
 * @param backupReviewers who is asked where {@code ESCALATE} holds, in the order they were named; it gives nobody a right to decide
 * @param keeping what is stored beside the audit log
 * @param requireStepUp approving a CRITICAL command takes a passkey's signature for it
 * @param allowSelfApproval who owns, made or stands behind an agent may decide its commands; only by the owner's choice
 */
public record OrgSettings(
        String name,
        Duration timeout,
        TimeoutAction timeoutAction,
        OptionalInt timeoutApproveBelow,
        OptionalInt autoApproveBelow,
        boolean anomalySuspendsWhitelist,
        AnomalySettings anomalies,
        boolean allowSelfApproval,
        boolean requireTotp,
        List<UserId> backupReviewers,
        Keeping keeping,
        boolean requireStepUp) {
    public static final Duration TIMEOUT_MIN = Duration.ofSeconds(30);
    public static final Duration TIMEOUT_MAX = Duration.ofSeconds(600);

    public OrgSettings {
        backupReviewers = List.copyOf(backupReviewers);
    }

    /** Of an org that asks nobody for a second factor, and has no backup reviewers. */
    public OrgSettings(
            String name,
            Duration timeout,
            TimeoutAction timeoutAction,
            OptionalInt timeoutApproveBelow,
            OptionalInt autoApproveBelow,
            boolean anomalySuspendsWhitelist,
            AnomalySettings anomalies,
            boolean allowSelfApproval) {
        this(
                name,
                timeout,
                timeoutAction,
                timeoutApproveBelow,
                autoApproveBelow,
                anomalySuspendsWhitelist,
                anomalies,
                allowSelfApproval,
                false,
                List.of(),
                Keeping.STANDARD,
                false);
    }

    public static OrgSettings standard(String name) {
        return new OrgSettings(
                name,
                Duration.ofSeconds(60),
                TimeoutAction.DENY,
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                AnomalySettings.STANDARD,
                false);
    }

    public OrgSettings withSelfApproval(boolean allowed) {
        return new OrgSettings(
                name,
                timeout,
                timeoutAction,
                timeoutApproveBelow,
                autoApproveBelow,
                anomalySuspendsWhitelist,
                anomalies,
                allowed,
                requireTotp,
                backupReviewers,
                keeping,
                requireStepUp);
    }

    public OrgSettings withTotp(boolean required) {
        return new OrgSettings(
                name,
                timeout,
                timeoutAction,
                timeoutApproveBelow,
                autoApproveBelow,
                anomalySuspendsWhitelist,
                anomalies,
                allowSelfApproval,
                required,
                backupReviewers,
                keeping,
                requireStepUp);
    }

    public OrgSettings withStepUp(boolean required) {
        return new OrgSettings(
                name,
                timeout,
                timeoutAction,
                timeoutApproveBelow,
                autoApproveBelow,
                anomalySuspendsWhitelist,
                anomalies,
                allowSelfApproval,
                requireTotp,
                backupReviewers,
                keeping,
                required);
    }

    public OrgSettings withBackups(List<UserId> people) {
        return new OrgSettings(
                name,
                timeout,
                timeoutAction,
                timeoutApproveBelow,
                autoApproveBelow,
                anomalySuspendsWhitelist,
                anomalies,
                allowSelfApproval,
                requireTotp,
                people,
                keeping,
                requireStepUp);
    }

    public OrgSettings withKeeping(Keeping wanted) {
        return new OrgSettings(
                name,
                timeout,
                timeoutAction,
                timeoutApproveBelow,
                autoApproveBelow,
                anomalySuspendsWhitelist,
                anomalies,
                allowSelfApproval,
                requireTotp,
                backupReviewers,
                wanted,
                requireStepUp);
    }

    public OrgSettings withTimeout(Duration patience, TimeoutAction action) {
        return new OrgSettings(
                name,
                patience,
                action,
                timeoutApproveBelow,
                autoApproveBelow,
                anomalySuspendsWhitelist,
                anomalies,
                allowSelfApproval,
                requireTotp,
                backupReviewers,
                keeping,
                requireStepUp);
    }

    /**
     * How long one command may wait: what its submitter asked for, clamped to 30–600 s. Where silence approves, a
     * submitter can only lengthen the wait, or it could hurry people past their chance to say no.
     */
    public Duration patience(OptionalInt wantedSeconds) {
        if (wantedSeconds.isEmpty()) {
            return timeout;
        }
        Duration wanted = Duration.ofSeconds(wantedSeconds.getAsInt());
        Duration least = timeoutAction == TimeoutAction.APPROVE ? timeout : TIMEOUT_MIN;
        if (wanted.compareTo(least) < 0) {
            return least;
        }
        return wanted.compareTo(TIMEOUT_MAX) > 0 ? TIMEOUT_MAX : wanted;
    }
}
