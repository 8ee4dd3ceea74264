import { useState } from 'react';
import { BacktestNote } from '../../../components/ui/backtest-note';
import { Button } from '../../../components/ui/button';
import { CommandText } from '../../../components/ui/command-text';
import { Dialog } from '../../../components/ui/dialog';
import { Risk } from '../../../components/ui/marks';
import { Untrusted } from '../../../components/ui/untrusted';
import type { PendingCommand, Remember } from '../../../wire/messages';

const day = 86_400;
const durations: readonly (readonly [string, number | null])[] = [
  ['1 hour', 3600],
  ['1 day', day],
  ['7 days', 7 * day],
  ['30 days', 30 * day],
  ['90 days', 90 * day],
  ['ever, until removed', null],
];

interface RememberDialogProps {
  readonly command: PendingCommand;
  readonly onRemember: (whitelist: Remember) => void;
  readonly onClose: () => void;
}

/** "Allow and remember" as a sentence with two choices, then once more in full before it counts. */
export function RememberDialog({ command, onRemember, onClose }: RememberDialogProps) {
  const [here, setHere] = useState(command.target !== null);
  const [chosen, setChosen] = useState(3);
  const [confirming, setConfirming] = useState(false);
  const [words, seconds] = durations[chosen] ?? ['1 day', day];
  const { target } = command;
  const scope = here && target !== null ? `target:${target.id}` : 'global';
  const remember = () =>
    onRemember({
      pattern_type: 'exact',
      pattern: command.command,
      scope,
      ...(seconds === null ? {} : { ttl_seconds: seconds }),
    });
  const place = scope === 'global' || target === null ? <strong>every target</strong> : <Untrusted text={target.name} />;
  if (confirming) {
    return (
      <Dialog title="Nobody will be asked about this again" onClose={onClose}>
        <Quoted command={command} />
        <p>
          runs without a person on <strong>{place}</strong> for <strong>{words}</strong>, by whichever agent asks.
          {command.cwd !== null && (
            <>
              {' '}
              Only from <code><Untrusted text={command.cwd} /></code>, where its meaning depends on it.
            </>
          )}
        </p>
        <BacktestNote draft={{ effect: 'allow', pattern_type: 'exact', pattern: command.command, scope }} />
        <div className="banner plain">
          <Risk level={command.riskLevel} score={command.riskScore} />
          <span>
            The rule can be removed under Rules; from then on it lets nothing through.
            {command.policy.approvalsRequired > 1 && ' It is made only if everyone whose approval counts remembers the same.'}
          </span>
        </div>
        <div className="actions end">
          <Button onClick={() => setConfirming(false)}>Back</Button>
          <Button look={command.riskLevel === 'CRITICAL' || command.riskLevel === 'HIGH' ? 'danger' : 'primary'} onClick={remember}>
            Allow and remember
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Allow and remember" onClose={onClose}>
      <div className="sentence">
        Let any agent run exactly
        <Quoted command={command} />
        on{' '}
        <select className="input" aria-label="Where" value={here ? 'here' : 'global'} onChange={(event) => setHere(event.target.value === 'here')}>
          {target !== null && <option value="here">this target only</option>}
          <option value="global">every target</option>
        </select>{' '}
        for{' '}
        <select className="input" aria-label="For how long" value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
          {durations.map(([label], index) => (
            <option key={label} value={index}>
              {label}
            </option>
          ))}
        </select>{' '}
        without asking.
      </div>
      <p className="muted">Any other text, even by one character, still asks a person.</p>
      <div className="actions end">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" onClick={() => setConfirming(true)}>
          Continue
        </Button>
      </div>
    </Dialog>
  );
}

function Quoted({ command }: { readonly command: PendingCommand }) {
  return (
    <div className="quoted" tabIndex={0} role="region" aria-label="Command">
      <CommandText command={command.command} factors={[]} level={command.riskLevel} />
    </div>
  );
}
