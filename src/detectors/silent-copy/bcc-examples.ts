import type { DetectorExample } from '../detector.js';

export const bccExamples: readonly DetectorExample[] = [
  {
    name: "an officer's reply to one member, blind-copied to another",
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Bcc: Colin Tate <colin.tate@fenwick.example>
Subject: Re: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

The survey is booked for the 12th.
`,
    hits: ['Colin Tate <colin.tate@fenwick.example>'],
  },
  {
    name: 'a member writing to an officer lets a colleague look on',
    eml: `From: Jane Marsh <jane.marsh@fenwick.example>
To: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
Bcc: Colin Tate <colin.tate@fenwick.example>
Subject: What we said on Tuesday
Date: Tue, 05 Mar 2024 10:00:00 +0000

As I told you in your office, this stays between the two of us.
`,
    hits: ['Colin Tate <colin.tate@fenwick.example>'],
  },
  {
    name: 'a Bcc line that survived into a received copy',
    eml: `Received: from mail.fenwick.example by mx.fenwick.example; Tue, 05 Mar 2024 10:00:05 +0000
From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Bcc: "Tate, Colin" <colin.tate@fenwick.example>
Subject: Allotments
Date: Tue, 05 Mar 2024 10:00:00 +0000

Waiting list attached as you asked.
`,
    hits: ['colin.tate@fenwick.example'],
  },
  {
    name: 'a notice to residents hides their addresses',
    eml: `From: Jane Marsh <jane.marsh@fenwick.example>
To: undisclosed-recipients:;
Bcc: a@post.example, b@post.example, c@post.example, d@post.example, e@post.example, f@post.example
Subject: Surgery on Saturday
Date: Tue, 05 Mar 2024 10:00:00 +0000

I will be in the library from ten.
`,
    hits: [],
  },
  {
    name: 'an officer blind-copies herself and the casework desk',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Bcc: ruth.adeyemi@fenwick.example, casework@fenwick.example
Subject: Your enquiry 4471
Date: Tue, 05 Mar 2024 10:00:00 +0000

Logged and with the team.
`,
    hits: [],
  },
  {
    name: 'an open copy is not a silent one',
    eml: `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Cc: Colin Tate <colin.tate@fenwick.example>
Subject: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

Copying Cllr Tate as you agreed on the phone.
`,
    hits: [],
  },
];
