package com.expacti.standalone.wiring;

import com.expacti.application.access.AccessTokens;
import com.expacti.application.access.Authenticator;
import com.expacti.application.access.EvaluationTokens;
import com.expacti.application.announce.Announcer;
import com.expacti.application.audit.AuditLog;
import com.expacti.application.audit.Checkpoints;
import com.expacti.application.audit.ReadAudit;
import com.expacti.application.billing.BillingStore;
import com.expacti.application.billing.ManageBilling;
import com.expacti.application.command.ApprovalTokens;
import com.expacti.application.command.CancelCommand;
import com.expacti.application.command.CastVote;
import com.expacti.application.command.ExtendDeadline;
import com.expacti.application.command.IdSource;
import com.expacti.application.command.JudgePending;
import com.expacti.application.command.RedeemApproval;
import com.expacti.application.command.RememberRules;
import com.expacti.application.command.ReportResult;
import com.expacti.application.command.ResumeCommand;
import com.expacti.application.command.SettlePending;
import com.expacti.application.command.StepUp;
import com.expacti.application.command.SubmitCommand;
import com.expacti.application.command.SweepPending;
import com.expacti.application.egress.EgressGuard;
import com.expacti.application.explain.ExplainCommand;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.history.BacktestRule;
import com.expacti.application.history.DecidedCommands;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Sequencer;
import com.expacti.application.login.Logins;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.ManageAgents;
import com.expacti.application.org.ManageKeys;
import com.expacti.application.org.ManageSettings;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.org.OrgStore;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.org.SecretSource;
import com.expacti.application.org.SetUp;
import com.expacti.application.passkey.Confirm;
import com.expacti.application.policy.ManagePolicies;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.report.ReadReports;
import com.expacti.application.report.ReportStore;
import com.expacti.application.rule.ManageRules;
import com.expacti.application.rule.RuleStore;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.session.SessionStore;
import com.expacti.application.sshkey.ManageSshKeys;
import com.expacti.application.sshkey.SshKeyStore;
import com.expacti.application.suggestion.ManageSuggestions;
import com.expacti.application.suggestion.MineSuggestions;
import com.expacti.application.suggestion.SuggestionStore;
import com.expacti.application.targets.ManageTargetGroups;
import com.expacti.application.targets.ManageTargets;
import com.expacti.application.targets.Vault;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The use cases over their ports. */
@Factory
final class UseCases {
    @Singleton
    Sequencer sequencer(Ledger ledger, OrgViewCache views) {
        return new Sequencer(ledger, views);
    }

    @Singleton
    ChangeOrg changeOrg(OrgStore store, OrgViewCache views, Announcer announcer) {
        return new ChangeOrg(store, views, announcer);
    }

    @Singleton
    Authenticator authenticator(
            EvaluationTokens credentials, AccessTokens accessTokens, OrgViewCache views, InstantSource clock) {
        return new Authenticator(credentials, accessTokens, views, clock);
    }

    @Singleton
    SubmitCommand submit(
            Ledger ledger,
            PendingQueue queue,
            Sequencer sequencer,
            OrgViewCache views,
            Announcer announcer,
            FaultPoint faults,
            SubmitCommand.Clockwork clockwork) {
        return new SubmitCommand(ledger, queue, sequencer, views, announcer, faults, clockwork);
    }

    @Singleton
    SubmitCommand.Clockwork clockwork(InstantSource clock, IdSource ids) {
        return new SubmitCommand.Clockwork(clock, ids);
    }

    @Singleton
    RememberRules rememberRules(InstantSource clock, IdSource ids) {
        return new RememberRules(clock, ids);
    }

    @Singleton
    JudgePending judge(InstantSource clock, RememberRules remembering) {
        return new JudgePending(clock, remembering);
    }

    @Singleton
    SettlePending settle(
            Ledger ledger,
            PendingQueue queue,
            Sequencer sequencer,
            JudgePending judge,
            Announcer announcer,
            FaultPoint faults) {
        return new SettlePending(ledger, queue, sequencer, judge, announcer, faults);
    }

    @Singleton
    CastVote.Hooks hooks(InstantSource clock, FaultPoint faults) {
        return new CastVote.Hooks(clock, faults);
    }

    @Singleton
    CastVote vote(
            Ledger ledger,
            PendingQueue queue,
            SettlePending settle,
            OrgViewCache views,
            RememberRules remembering,
            StepUp stepUp,
            Announcer announcer,
            CastVote.Hooks hooks) {
        return new CastVote(ledger, queue, settle, views, remembering, stepUp, announcer, hooks);
    }

    @Singleton
    CancelCommand cancel(Ledger ledger, PendingQueue queue, SettlePending settle) {
        return new CancelCommand(ledger, queue, settle);
    }

    @Singleton
    ExtendDeadline extend(Ledger ledger, PendingQueue queue, Announcer announcer) {
        return new ExtendDeadline(ledger, queue, announcer);
    }

    @Singleton
    RedeemApproval redeem(
            Ledger ledger, OrgViewCache views, ApprovalTokens tokens, InstantSource clock, FaultPoint faults) {
        return new RedeemApproval(ledger, views, tokens, clock, faults);
    }

    @Singleton
    ReportResult report(Ledger ledger) {
        return new ReportResult(ledger);
    }

    @Singleton
    ResumeCommand resume(Ledger ledger, PendingQueue queue, OrgViewCache views) {
        return new ResumeCommand(ledger, queue, views);
    }

    @Singleton
    SweepPending sweep(Ledger ledger, PendingQueue queue, SettlePending settle, OrgViewCache views) {
        return new SweepPending(ledger, queue, settle, views);
    }

    @Singleton
    ManageSessions sessions(
            SessionStore store, OrgViewCache views, Announcer announcer, InstantSource clock, IdSource ids) {
        return new ManageSessions(store, views, announcer, clock, ids);
    }

    @Singleton
    ManageRules rules(RuleStore store, ChangeOrg change, OrgViewCache views, InstantSource clock, IdSource ids) {
        return new ManageRules(store, change, views, clock, ids);
    }

    @Singleton
    ManagePolicies policies(ChangeOrg change, OrgViewCache views, InstantSource clock, IdSource ids) {
        return new ManagePolicies(change, views, clock, ids);
    }

    @Singleton
    BacktestRule backtest(DecidedCommands history, ManageRules rules, OrgViewCache views, InstantSource clock) {
        return new BacktestRule(history, rules, views, clock);
    }

    @Singleton
    MineSuggestions mining(
            OrgRegistry orgs,
            AuditLog audit,
            DecidedCommands history,
            SuggestionStore store,
            OrgViewCache views,
            BacktestRule backtest,
            InstantSource clock) {
        return new MineSuggestions(new MineSuggestions.Sources(orgs, audit, history, store), views, backtest, clock);
    }

    @Singleton
    ManageSuggestions suggestions(
            SuggestionStore store,
            DecidedCommands history,
            ManageRules rules,
            ChangeOrg change,
            OrgViewCache views,
            InstantSource clock) {
        return new ManageSuggestions(store, history, rules, change, views, clock);
    }

    @Singleton
    ReadReports reports(ReportStore store, OrgViewCache views, InstantSource clock) {
        return new ReadReports(store, views, clock);
    }

    @Singleton
    ManageBilling billing(
            StripeBilling stripe, BillingStore store, OrgViewCache views, Announcer announcer, InstantSource clock) {
        return new ManageBilling(stripe.payments(), store, views, announcer, clock);
    }

    @Singleton
    ManageAgents agents(OrgViewCache views, ChangeOrg change, InstantSource clock, IdSource ids, SecretSource secrets) {
        return new ManageAgents(views, change, new ManageAgents.Sources(clock, ids, secrets));
    }

    @Singleton
    ManageKeys keys(OrgViewCache views, ChangeOrg change, InstantSource clock, IdSource ids, SecretSource secrets) {
        return new ManageKeys(views, change, new ManageAgents.Sources(clock, ids, secrets));
    }

    @Singleton
    ManageSshKeys sshKeys(OrgViewCache views, ChangeOrg change, SshKeyStore store, IdSource ids) {
        return new ManageSshKeys(views, change, store, ids);
    }

    @Singleton
    ManageTargets targets(OrgViewCache views, ChangeOrg change, EgressGuard guard, Vault vault, IdSource ids) {
        return new ManageTargets(views, change, guard, vault, ids);
    }

    @Singleton
    ManageTargetGroups targetGroups(OrgViewCache views, ChangeOrg change, IdSource ids) {
        return new ManageTargetGroups(views, change, ids);
    }

    @Singleton
    ManageSettings settings(OrgViewCache views, ChangeOrg change, Logins logins, Confirm confirm, InstantSource clock) {
        return new ManageSettings(views, change, logins::endWithoutFactor, confirm, clock);
    }

    @Singleton
    ExplainCommand explain(OrgViewCache views, BillingStore billing, InstantSource clock) {
        return new ExplainCommand(views, billing, clock);
    }

    @Singleton
    ReadAudit audit(AuditLog log, Checkpoints checkpoints) {
        return new ReadAudit(log, checkpoints);
    }

    @Singleton
    SetUp setUp(
            OrgRegistry registry,
            ChangeOrg change,
            InstantSource clock,
            IdSource ids,
            SecretSource secrets,
            SetUp.SignIns signIns) {
        return new SetUp(registry, change, clock, ids, secrets, signIns);
    }
}
