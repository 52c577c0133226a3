import type { DetectorExample } from '../detector.js';

const ORIGINAL = `From: Jane Marsh <jane.marsh@fenwick.example>
Sent: 04 March 2024 09:12
To: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
Subject: Mill Lane

Ruth, could you tell me what the county paid for the Mill Lane drains?
I would like it before I speak at the area panel.
`;

export const forwardedExamples: readonly DetectorExample[] = [
  {
    name: 'an officer forwards a member’s question to her opponent',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Colin Tate <colin.tate@fenwick.example>
Subject: FW: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

You may like to be ready for this one.

${ORIGINAL}`,
    hits: ['could you tell me what the county paid'],
  },
  {
    name: 'an officer answers one member underneath another’s letter',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Colin Tate <colin.tate@fenwick.example>
Subject: drains
Date: Tue, 05 Mar 2024 10:00:00 +0000

See below, came in last night.

-----Original Message-----
${ORIGINAL}`,
    hits: ['could you tell me what the county paid'],
  },
  {
    name: 'a colleague hands on what was between a member and an officer',
    eml: `From: Colin Tate <colin.tate@fenwick.example>
To: Priya Nair <priya.nair@fenwick.example>
Subject: Fwd: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

Look what came my way.

---------- Forwarded message ---------
${ORIGINAL}`,
    hits: ['could you tell me what the county paid'],
  },
  {
    name: 'with the first member’s leave',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Colin Tate <colin.tate@fenwick.example>
Subject: FW: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

Jane is happy for me to share this with you as the other ward member.

${ORIGINAL}`,
    hits: [],
  },
  {
    name: 'the first member is copied in',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Colin Tate <colin.tate@fenwick.example>
Cc: Jane Marsh <jane.marsh@fenwick.example>
Subject: FW: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

Bringing you both together on this.

${ORIGINAL}`,
    hits: [],
  },
  {
    name: 'an officer passes it to the colleague who holds the figures',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Owen Pryce <owen.pryce@fenwick.example>
Subject: FW: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

Could you pull the invoice?

${ORIGINAL}`,
    hits: [],
  },
];
