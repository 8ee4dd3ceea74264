package com.expacti.testkit;

import com.expacti.application.secret.SecretBox;
import com.expacti.domain.audit.KeyRotation.Reason;
import com.expacti.testkit.contract.AccountsContract;
import com.expacti.testkit.contract.AllowancesContract;
import com.expacti.testkit.contract.AnswerStoreContract;
import com.expacti.testkit.contract.ApprovalContract;
import com.expacti.testkit.contract.AuditKeysContract;
import com.expacti.testkit.contract.AuditLogContract;
import com.expacti.testkit.contract.BillingStoreContract;
import com.expacti.testkit.contract.CheckpointsContract;
import com.expacti.testkit.contract.CommandLimitContract;
import com.expacti.testkit.contract.DecidedCommandsContract;
import com.expacti.testkit.contract.EscalationContract;
import com.expacti.testkit.contract.HistoryContract;
import com.expacti.testkit.contract.HolderContract;
import com.expacti.testkit.contract.InviteContract;
import com.expacti.testkit.contract.LedgerContract;
import com.expacti.testkit.contract.LoginStoreContract;
import com.expacti.testkit.contract.MemberContract;
import com.expacti.testkit.contract.OidcContract;
import com.expacti.testkit.contract.OrgIssuerContract;
import com.expacti.testkit.contract.OrgStoreContract;
import com.expacti.testkit.contract.OutboxContract;
import com.expacti.testkit.contract.PasskeyContract;
import com.expacti.testkit.contract.PendingQueueContract;
import com.expacti.testkit.contract.PolicyContract;
import com.expacti.testkit.contract.RecordingContract;
import com.expacti.testkit.contract.RecoveryContract;
import com.expacti.testkit.contract.ReportContract;
import com.expacti.testkit.contract.RetentionContract;
import com.expacti.testkit.contract.SecretBoxContract;
import com.expacti.testkit.contract.SessionStoreContract;
import com.expacti.testkit.contract.SettlementContract;
import com.expacti.testkit.contract.SignerMemoryContract;
import com.expacti.testkit.contract.SshKeyContract;
import com.expacti.testkit.contract.Store;
import com.expacti.testkit.contract.SuggestionStoreContract;
import com.expacti.testkit.contract.TargetContract;
import com.expacti.testkit.contract.TenancyContract;
import com.expacti.testkit.contract.TotpContract;
import org.junit.jupiter.api.Nested;

/** The fakes keep every contract, so that what is tested on them holds on the adapters. */
final class InMemoryContractsTest {
    @Nested
    final class Ledger extends LedgerContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Secrets extends SecretBoxContract {
        @Override
        protected SecretBox open() {
            return new PlainBox();
        }
    }

    @Nested
    final class Outbox extends OutboxContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Settlement extends SettlementContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class CommandLimit extends CommandLimitContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Reports extends ReportContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Billing extends BillingStoreContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class History extends HistoryContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Approval extends ApprovalContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class PendingQueue extends PendingQueueContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Holder extends HolderContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class OrgStore extends OrgStoreContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Member extends MemberContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Target extends TargetContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class SshKey extends SshKeyContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Invite extends InviteContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class SessionStore extends SessionStoreContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class AuditLog extends AuditLogContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class DecidedCommands extends DecidedCommandsContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class SuggestionStore extends SuggestionStoreContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class AnswerStore extends AnswerStoreContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Tenancy extends TenancyContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Policy extends PolicyContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Accounts extends AccountsContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Logins extends LoginStoreContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Allowances extends AllowancesContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Totp extends TotpContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Escalation extends EscalationContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class OrgIssuer extends OrgIssuerContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Oidc extends OidcContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Retention extends RetentionContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Recordings extends RecordingContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Recoveries extends RecoveryContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Passkeys extends PasskeyContract {
        @Override
        protected Store open() {
            return InMemoryStore.create();
        }
    }

    @Nested
    final class Checkpoints extends CheckpointsContract {
        private final InMemoryCheckpoints kept = new InMemoryCheckpoints();

        @Override
        protected com.expacti.application.audit.Checkpoints open() {
            return kept;
        }
    }

    @Nested
    final class SignerMemory extends SignerMemoryContract {
        private final InMemorySignerMemory memory = new InMemorySignerMemory();

        @Override
        protected com.expacti.application.audit.SignerMemory open() {
            return memory;
        }
    }

    @Nested
    final class AuditKeys extends AuditKeysContract {
        private final FakeAuditKeys keys = new FakeAuditKeys(new FakeClock());

        @Override
        protected com.expacti.application.audit.AuditKeys open() {
            return keys;
        }

        @Override
        protected void rotate(Reason reason) {
            String _ = keys.rotate(reason);
        }
    }
}
