import type { Category } from '../../model/category.js';

/** Training or guidance that a committee may consider where findings of a category gather. */
export const TRAINING: Readonly<Record<Category, string>> = {
  'silent-copy':
    'a short note for members and officers on saying openly who is copied into an email, and on forwarding',
  'officer-criticism':
    'guidance on raising a concern about an officer’s work: whom to go to, and what belongs in private',
  'bullying-pressure':
    'a session on respectful challenge: reasonable deadlines, and that officers’ reports are their own',
  'member-obligation':
    'a template for members’ letters, with the rule that what commits the council goes out in an officer’s name',
  'party-political':
    'a reminder on politically restricted posts, council resources, and the time before elections',
  'staffing-interference':
    'a briefing on the head of paid service’s part in appointments, discipline and day-to-day management',
  'special-treatment':
    'a session on delegated decisions and on how members bring residents’ cases to officers',
  confidentiality: 'a refresher on exempt information, personal data, and dealing with the media',
  familiarity: 'guidance on declaring close personal ties between members and officers',
  secrecy: 'a reminder that officers can always tell their managers of work they are asked to do',
  'single-member-decision':
    'a briefing on the scheme of delegation: which body or officer decides what',
  'officer-canvassing': 'a reminder for officers on canvassing in appointments and pay',
  'out-of-hours': 'an agreed expectation on hours of contact and on what counts as an emergency',
  procedure: 'a checklist of acknowledgement times, contact details and the complaints procedure',
};
