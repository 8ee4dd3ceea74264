import { Untrusted } from '../../../components/ui/untrusted';
import { useTargets } from '../api/rules';

/** Where a rule holds, by the target's name. */
export function Scope({ scope }: { readonly scope: string }) {
  const targets = useTargets();
  if (scope === 'global') return <span>every target</span>;
  const target = targets.data?.find((each) => scope === `target:${each.id}`);
  return target === undefined ? <Untrusted text={scope} /> : <Untrusted text={`only ${target.name}`} />;
}
