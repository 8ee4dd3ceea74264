package com.expacti.testkit;

import com.expacti.application.access.Authenticator;
import com.expacti.application.account.AccountLog;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.audit.IssueReceipt;
import com.expacti.application.audit.ReadAudit;
import com.expacti.application.audit.SignCheckpoint;
import com.expacti.application.command.CancelCommand;
import com.expacti.application.command.CastVote;
import com.expacti.application.command.ExtendDeadline;
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
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Sequencer;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Logins;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.member.AcceptInvite;
import com.expacti.application.member.ManageInvites;
import com.expacti.application.member.ManageMembers;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.ManageAgents;
import com.expacti.application.org.ManageKeys;
import com.expacti.application.org.ManageSettings;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.passkey.Confirm;
import com.expacti.application.passkey.Passkeys;
import com.expacti.application.policy.ManagePolicies;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.rule.ManageRules;
import com.expacti.application.session.ManageSessions;
import com.expacti.application.sshkey.ManageSshKeys;
import com.expacti.application.suggestion.ManageSuggestions;
import com.expacti.application.targets.ManageTargetGroups;
import com.expacti.application.targets.ManageTargets;
import com.expacti.application.targets.Vault;
import com.expacti.application.totp.SecondFactor;
import com.expacti.domain.command.Digest;
import com.expacti.domain.egress.EgressRules;
import java.util.List;

/** Every use case of one process, wired as the deployables wire them. */
public record UseCases(
        LocalAnnouncer announcer,
        OrgViewCache views,
        Authenticator authenticator,
        SubmitCommand submit,
        CastVote vote,
        CancelCommand cancel,
        ExtendDeadline extend,
        ResumeCommand resume,
        RedeemApproval redeem,
        ReportResult report,
        SweepPending sweep,
        SettlePending settle,
        ManageRules rules,
        ManagePolicies policies,
        ManageSettings settings,
        ManageAgents agents,
        ManageKeys keys,
        ManageMembers members,
        ManageInvites invites,
        AcceptInvite acceptInvite,
        ManageSshKeys sshKeys,
        ManageTargets targets,
        ManageTargetGroups targetGroups,
        ManageSessions sessions,
        ExplainCommand explain,
        ReadAudit audit,
        SignCheckpoint checkpoints,
        IssueReceipt receipts,
        BacktestRule backtest,
        ManageSuggestions suggestions) {

    /** A process over these ports; a fault point that throws is where it dies. */
    public static UseCases over(FakePorts ports, FaultPoint faults) {
        return over(ports, ports.ledger(), ports.queue(), faults);
    }

    /** The same with another ledger or queue in front, one that fails for instance. */
    public static UseCases over(FakePorts ports, Ledger ledger, PendingQueue queue, FaultPoint faults) {
        var announcer = new LocalAnnouncer();
        var views = new OrgViewCache(ports.orgs());
        var change = new ChangeOrg(ports.orgs(), views, announcer);
        var sequencer = new Sequencer(ledger, views);
        var remembering = new RememberRules(ports.clock(), ports.ids());
        var settle = new SettlePending(
                ledger, queue, sequencer, new JudgePending(ports.clock(), remembering), announcer, faults);
        var rules = new ManageRules(ports.orgs(), change, views, ports.clock(), ports.ids());
        var sources = new ManageAgents.Sources(
                ports.clock(),
                ports.ids(),
                () -> Digest.ofText(ports.ids().next()).hex().substring(0, 32));
        return new UseCases(
                announcer,
                views,
                new Authenticator(ports.orgs(), ports.accessTokens(), views, ports.clock()),
                new SubmitCommand(
                        ledger,
                        queue,
                        sequencer,
                        views,
                        announcer,
                        faults,
                        new SubmitCommand.Clockwork(ports.clock(), ports.ids())),
                new CastVote(
                        ledger,
                        queue,
                        settle,
                        views,
                        remembering,
                        new StepUp(confirm(ports, change), change),
                        announcer,
                        new CastVote.Hooks(ports.clock(), faults)),
                new CancelCommand(ledger, queue, settle),
                new ExtendDeadline(ledger, queue, announcer),
                new ResumeCommand(ledger, queue, views),
                new RedeemApproval(ledger, views, ports.tokens(), ports.clock(), faults),
                new ReportResult(ledger),
                new SweepPending(ledger, queue, settle, views),
                settle,
                rules,
                new ManagePolicies(change, views, ports.clock(), ports.ids()),
                new ManageSettings(
                        views,
                        change,
                        logins(ports, views, change, sources)::endWithoutFactor,
                        confirm(ports, change),
                        ports.clock()),
                new ManageAgents(views, change, sources),
                new ManageKeys(views, change, sources),
                new ManageMembers(views, change, ports.orgs()),
                new ManageInvites(
                        change,
                        ports.orgs(),
                        ports.oneTimeTokens(),
                        new ManageInvites.Post(
                                ports.mailer(), new PublicAddress("https://gate.example.com"), sources.secrets()),
                        ports.clock(),
                        ports.ids()),
                new AcceptInvite(
                        ports.orgs(),
                        new AcceptInvite.People(
                                ports.accounts(),
                                ports.oneTimeTokens(),
                                ports.passwords(),
                                new AttemptLimits(
                                        ports.allowances(), ports.allowances(), AttemptLimits.Loopback.COUNTED)),
                        change,
                        ports.clock(),
                        ports.ids()),
                new ManageSshKeys(views, change, ports.orgs(), ports.ids()),
                new ManageTargets(
                        views,
                        change,
                        new EgressGuard(EgressRules.of(List.of(), false), new FakeHostNames()),
                        new Vault(new PlainBox()),
                        ports.ids()),
                new ManageTargetGroups(views, change, ports.ids()),
                new ManageSessions(ports.sessions(), views, announcer, ports.clock(), ports.ids()),
                new ExplainCommand(views, new InMemoryBillingStore(ports.database()), ports.clock()),
                new ReadAudit(ports.audit(), ports.checkpoints()),
                new SignCheckpoint(
                        ports.audit(), ports.signerMemory(), ports.checkpoints(), ports.auditKeys(), ports.clock()),
                new IssueReceipt(ports.audit(), ports.auditKeys()),
                new BacktestRule(ports.history(), rules, views, ports.clock()),
                new ManageSuggestions(ports.suggestions(), ports.history(), rules, change, views, ports.clock()));
    }

    private static Logins logins(FakePorts ports, OrgViewCache views, ChangeOrg change, ManageAgents.Sources sources) {
        var factor = new SecondFactor(
                ports.accounts(),
                ports.totps(),
                passkeys(ports, change),
                new SecondFactor.Sources(new PlainBox(), ports.clock()),
                _ -> {});
        return new Logins(ports.logins(), ports.accessTokens(), factor, views, change, sources);
    }

    private static Confirm confirm(FakePorts ports, ChangeOrg change) {
        return new Confirm(passkeys(ports, change), ports.accounts());
    }

    private static Passkeys passkeys(FakePorts ports, ChangeOrg change) {
        return new Passkeys(
                ports.passkeys(),
                ports.passkeys(),
                ports.webAuthn(),
                new AccountLog(ports.accounts(), change),
                () -> Digest.ofText(ports.ids().next()).hex().substring(0, 32));
    }
}
