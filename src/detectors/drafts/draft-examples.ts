import type { DetectorExample } from '../detector.js';

const DATE = 'Date: Tue, 05 Mar 2024 10:00:00 +0000';
const CHAIN = `On Mon, 4 Mar 2024 at 09:00, Jane Marsh <jane.marsh@fenwick.example> wrote:
> Ruth, where have we got to with the Mill Lane survey?
`;

export const councillorAddedExamples: readonly DetectorExample[] = [
  {
    name: 'an officer answers one member and adds another',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Cc: Colin Tate <colin.tate@fenwick.example>
Subject: Re: Mill Lane
${DATE}

The survey is booked for the 12th.

${CHAIN}`,
    hits: ['colin.tate@fenwick.example'],
  },
  {
    name: 'the newcomer is brought in openly',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Cc: Colin Tate <colin.tate@fenwick.example>
Subject: Re: Mill Lane
${DATE}

Copying Cllr Tate, as you asked. The survey is booked for the 12th.

${CHAIN}`,
    hits: [],
  },
  {
    name: 'nobody is added',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Subject: Re: Mill Lane
${DATE}

The survey is booked for the 12th.

${CHAIN}`,
    hits: [],
  },
];

export const exemptReplyAllExamples: readonly DetectorExample[] = [
  {
    name: 'a reply about an exempt item with a resident still copied in',
    eml: `From: Jane Marsh <jane.marsh@fenwick.example>
To: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
Cc: Pat Lowe <pat@post.example>
Subject: Re: Item 9 - exempt report, Sawmill Yard
${DATE}

Thank you, I have read it and have two questions for Tuesday.
`,
    hits: ['pat@post.example'],
  },
  {
    name: 'the same to the officer alone',
    eml: `From: Jane Marsh <jane.marsh@fenwick.example>
To: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
Subject: Re: Item 9 - exempt report, Sawmill Yard
${DATE}

Thank you, I have read it and have two questions for Tuesday.
`,
    hits: [],
  },
  {
    name: 'a public item may be spoken of to anybody',
    eml: `From: Jane Marsh <jane.marsh@fenwick.example>
To: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
Cc: Pat Lowe <pat@post.example>
Subject: Re: Item 8 - Mill Lane crossing
${DATE}

Thank you, I have read it and have two questions for Tuesday.
`,
    hits: [],
  },
];

const LONG = `Dear Councillor,

Thank you for your enquiry about the crossing on Mill Lane. We counted the traffic on two mornings in
February and one in March, and the figures are a little below what the guidance asks for. The scheme
stays on the list, and will be looked at again when the list is drawn up in the autumn, together with
the other eleven that residents have put forward.
`;

export const noContactExamples: readonly DetectorExample[] = [
  {
    name: 'a letter by an officer that names nobody to ring',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Subject: Mill Lane
${DATE}

${LONG}
Yours sincerely,
Ruth Adeyemi
Head of Planning
`,
    hits: ['Ruth Adeyemi'],
  },
  {
    name: 'the same with a telephone number',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Subject: Mill Lane
${DATE}

${LONG}
Yours sincerely,
Ruth Adeyemi
Head of Planning
01632 960184
`,
    hits: [],
  },
  {
    name: 'a line within an exchange',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Subject: Re: Mill Lane
${DATE}

Booked for the 12th.
Ruth
`,
    hits: [],
  },
];
