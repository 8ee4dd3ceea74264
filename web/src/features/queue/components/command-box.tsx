import { type RefObject, useEffect, useRef } from 'react';
import { CommandText } from '../../../components/ui/command-text';
import { levelClass } from '../../../components/ui/marks';
import type { PendingCommand } from '../../../wire/messages';

interface CommandBoxProps {
  readonly command: PendingCommand;
  readonly onEnd: () => void;
  readonly box: RefObject<HTMLDivElement | null>;
}

/** The command in focus, whole. Says when its end has been on the screen. */
export function CommandBox({ command, onEnd, box }: CommandBoxProps) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) onEnd();
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [command.id, onEnd]);
  useEffect(() => {
    if (box.current === null) return;
    box.current.scrollTop = 0;
    box.current.closest('.card-scroll')?.scrollTo({ top: 0 });
  }, [command.id, box]);
  return (
    <div ref={box} className={`command-box ${levelClass(command.riskLevel)}`} tabIndex={0} role="region" aria-label="Command">
      <CommandText command={command.command} factors={command.riskFactors} level={command.riskLevel} />
      <div ref={end} className="end" />
    </div>
  );
}
