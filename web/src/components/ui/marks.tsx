import type { CommandStatus, RiskLevel } from '../../wire/rest';

/** Risk as shape, word and colour, in that order: it reads in greyscale. */
const shapes: Readonly<Record<RiskLevel, string>> = {
  LOW: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11Z',
  MEDIUM: 'M8 1.2 14.8 8 8 14.8 1.2 8Z',
  HIGH: 'M8 1.8 15 14H1Z',
  CRITICAL: 'M2 2h12v12H2Z',
};

export function levelClass(level: RiskLevel): string {
  return `level-${level.toLowerCase()}`;
}

interface RiskProps {
  readonly level: RiskLevel;
  readonly score: number;
  readonly large?: boolean;
}

export function Risk({ level, score, large = false }: RiskProps) {
  return (
    <span className={`risk ${levelClass(level)} ${large ? 'large' : ''}`}>
      <svg className="mark" width={large ? 18 : 14} height={large ? 18 : 14} viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[level]} fill="currentColor" />
      </svg>
      <span>
        <span className="visually-hidden">risk </span>
        {score}
      </span>
      <span>{level}</span>
      {large && (
        <svg className="gauge" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect width={score} height="6" />
        </svg>
      )}
    </span>
  );
}

const outcomePaths: Readonly<Record<CommandStatus, string>> = {
  approved: 'M2.5 8.5 6.2 12 13.5 4',
  denied: 'M3.5 3.5 12.5 12.5 M12.5 3.5 3.5 12.5',
  blocked: 'M3 8h10',
  timed_out: 'M8 4v4.3l3 1.9 M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4',
  cancelled: 'M3.6 12.4 12.4 3.6 M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 0 0 0-12.4',
  pending: 'M4 8h.01 M8 8h.01 M12 8h.01',
};

export const outcomeWords: Readonly<Record<CommandStatus, string>> = {
  approved: 'allowed',
  denied: 'denied',
  blocked: 'blocked',
  timed_out: 'timed out',
  cancelled: 'cancelled',
  pending: 'pending',
};

export function OutcomeMark({ status, wordless = false }: { readonly status: CommandStatus; readonly wordless?: boolean }) {
  return (
    <span className={`outcome outcome-${status}`} title={outcomeWords[status]}>
      <svg className="mark" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path d={outcomePaths[status]} fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <span className={wordless ? 'visually-hidden' : ''}>{outcomeWords[status]}</span>
    </span>
  );
}

const icons = {
  sound: 'M3 6v4h2.5L9 13V3L5.5 6Z M11.5 5.5a3.5 3.5 0 0 1 0 5 M13.3 3.5a6.3 6.3 0 0 1 0 9',
  silent: 'M3 6v4h2.5L9 13V3L5.5 6Z M11.5 6l3.5 4 M15 6l-3.5 4',
  dark: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5Z',
  light: 'M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6 M8 1v1.6 M8 13.4V15 M1 8h1.6 M13.4 8H15 M3 3l1.2 1.2 M11.8 11.8 13 13 M13 3l-1.2 1.2 M4.2 11.8 3 13',
  system: 'M2 3.5h12v8H2Z M6 14h4',
  keys: 'M1.5 4h13v8h-13Z M4 6.7h.01 M6.7 6.7h.01 M9.4 6.7h.01 M12 6.7h.01 M5 9.5h6',
  leave: 'M9.5 2.5h4v11h-4 M9.5 8H2.5 M5 5.2 2.2 8 5 10.8',
  warning: 'M8 1.8 15 14H1Z M8 6.2v3.4 M8 11.8h.01',
  earlier: 'M10 3 5 8l5 5',
  later: 'M6 3l5 5-5 5',
} as const;

export type IconName = keyof typeof icons;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={icons[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
