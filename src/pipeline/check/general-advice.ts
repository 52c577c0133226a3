import type { Category } from '../../model/category.js';

/** What to do instead, by category, where no pattern of its own speaks: for findings of the learned layer. */
export const GENERAL_ADVICE: Readonly<Record<Category, string>> = {
  'silent-copy':
    'Copy openly, and only after telling the councillor concerned and getting consent; or do not copy.',
  'officer-criticism':
    'Say what was done or left undone, not what you think of the officer; take a complaint to their manager, in private.',
  'bullying-pressure':
    'Ask for what you need and say why; leave time and the advice itself to the officer, and consequences out.',
  'member-obligation':
    'Say what you will ask for, and let the officer who has the power write what the council will do.',
  'party-political':
    'Ask officers only for what they would give any councillor; take party and campaign work to the party.',
  'staffing-interference':
    'Leave appointments, discipline and daily work to managers; raise a concern with the head of service.',
  'special-treatment':
    'Ask for the matter to be looked at in the usual way, by the same rules as for anybody else.',
  confidentiality:
    'Leave out what is exempt, personal or told in confidence, and those who have no need to know it.',
  familiarity:
    'Keep to the business in hand; declare a close relationship to the monitoring officer.',
  secrecy: 'Write only what you could show to management; use the open route, with a note of it.',
  'single-member-decision':
    'Say who decides (council, committee or a delegated officer), and that you will put the case to them.',
  'officer-canvassing':
    'Leave advancement and favours to the council’s own procedures; do not raise them with a councillor.',
  'out-of-hours':
    'Send it in working hours, or say plainly that no answer is expected before then.',
  procedure:
    'Use the procedure the protocol lays down: contact details, acknowledgement, the complaints route.',
};
