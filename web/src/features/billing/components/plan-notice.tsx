import { Link } from 'react-router';
import { Icon } from '../../../components/ui/marks';
import { useBilling } from '../api/billing';
import { warning } from '../model/standing';

/** Tells those who see to the plan of a limit before it bites, wherever they are. */
export function PlanNotice() {
  const billing = useBilling();
  const text = billing.data === undefined ? null : warning(billing.data);
  if (text === null) return null;
  return (
    <div className="notice-bar" role="status">
      <Icon name="warning" />
      <span>
        {text} <Link to="/billing">See plan and billing</Link>
      </span>
    </div>
  );
}
