import { type ReactNode, useEffect } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { Icon } from '../components/ui/marks';
import { Untrusted } from '../components/ui/untrusted';
import { PlanNotice } from '../features/billing/components/plan-notice';
import { RecoveryNotice } from '../features/settings/components/recovery-notice';
import type { Desk } from '../features/queue/api/desk';
import { pendingCount } from '../features/queue/model/queue';
import { leave } from '../lib/leave';
import { prefer, preferences, type Theme } from '../lib/preferences';
import { useStore } from '../lib/store';
import { tick } from '../lib/tick-sound';
import type { Me } from '../wire/rest';

const places: readonly (readonly [string, string])[] = [
  ['/history', 'History'],
  ['/rules', 'Rules'],
  ['/sessions', 'Sessions'],
  ['/audit', 'Audit'],
  ['/settings', 'Settings'],
];

const billing = ['/billing', 'Billing'] as const;

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'dark', dark: 'light', light: 'system' };

interface FrameProps {
  readonly desk: Desk;
  readonly me: Me;
}

export function Frame({ desk, me }: FrameProps) {
  const state = useStore(desk.state);
  const { sound } = useStore(preferences);
  const { pathname } = useLocation();
  const count = pendingCount(state.queue);
  const lost = state.connection === 'lost';
  const paysFor = me.permissions.includes('billing:manage');
  useEffect(() => {
    document.title = `${lost ? '(!) ' : count > 0 ? `(${count}) ` : ''}expacti`;
  }, [count, lost]);
  const switchSound = () => {
    prefer({ sound: !sound });
    if (!sound) tick();
  };
  const links = (
    <>
      <NavLink to="/" end>
        Pending <span className={`count ${count > 0 ? 'some' : ''}`}>{count}</span>
      </NavLink>
      {(paysFor ? [...places, billing] : places).map(([path, name]) => (
        <NavLink key={path} to={path}>
          {name}
        </NavLink>
      ))}
    </>
  );
  return (
    <div className={`frame ${pathname === '/' ? 'fixed' : ''}`}>
      <TopBar me={me} links={links}>
        <Presence connection={state.connection} />
        <button type="button" className="icon-button" aria-pressed={sound} aria-label="Sound on arrival" title={sound ? 'Sound is on' : 'Sound is off'} onClick={switchSound}>
          <Icon name={sound ? 'sound' : 'silent'} />
        </button>
      </TopBar>
      {lost && (
        <div className="lost-bar" role="alert">
          <Icon name="warning" />
          Connection lost. Decisions are not possible; trying to connect again.
        </div>
      )}
      {paysFor && <PlanNotice />}
      <RecoveryNotice me={me} />
      <Outlet />
    </div>
  );
}

/** For those who see to the plan and may read no command. */
export function OfficeFrame({ me }: { readonly me: Me }) {
  useEffect(() => {
    document.title = 'expacti';
  }, []);
  const links = (
    <>
      <NavLink to="/billing">Billing</NavLink>
      <NavLink to="/settings">Settings</NavLink>
    </>
  );
  return (
    <div className="frame">
      <TopBar me={me} links={links} />
      <PlanNotice />
      <RecoveryNotice me={me} />
      <Outlet />
    </div>
  );
}

interface TopBarProps {
  readonly me: Me;
  readonly links: ReactNode;
  readonly children?: ReactNode;
}

function TopBar({ me, links, children }: TopBarProps) {
  const { theme } = useStore(preferences);
  return (
    <>
      <a className="skip-link" href="#main">
        To the content
      </a>
      <header className="top">
        <NavLink className="brand" to="/">
          <img src="/app/icon.svg" alt="" />
          expacti
        </NavLink>
        <nav className="main-nav" aria-label="Main">
          {links}
        </nav>
        <div className="top-side">
          <span className="who" title={`${me.email}, ${me.role}`}>
            <Untrusted text={me.org_name} /> · <Untrusted text={me.name} />
          </span>
          {children}
          <button type="button" className="icon-button" aria-label={`Theme: ${theme}`} title={`Theme: ${theme}`} onClick={() => prefer({ theme: nextTheme[theme] })}>
            <Icon name={theme} />
          </button>
          <button type="button" className="icon-button" aria-label="Sign out" title="Sign out" onClick={() => void leave()}>
            <Icon name="leave" />
          </button>
        </div>
      </header>
    </>
  );
}

function Presence({ connection }: { readonly connection: 'connecting' | 'live' | 'lost' }) {
  const words = connection === 'live' ? 'live' : connection === 'lost' ? 'not connected' : 'connecting';
  return (
    <span className={`presence ${connection === 'live' ? '' : 'lost'}`} title={words}>
      <span className="dot" aria-hidden="true" />
      <span className="word">{words}</span>
    </span>
  );
}
