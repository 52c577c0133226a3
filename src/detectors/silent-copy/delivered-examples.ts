import type { DetectorExample } from '../detector.js';

const REPLY = `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
To: Jane Marsh <jane.marsh@fenwick.example>
Subject: Re: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

The survey is booked for the 12th.
`;

export const deliveredExamples: readonly DetectorExample[] = [
  {
    name: 'Delivered-To names a councillor who is on no visible line',
    eml: `Delivered-To: colin.tate@fenwick.example\n${REPLY}`,
    hits: ['colin.tate@fenwick.example'],
  },
  {
    name: 'the mail server wrote the envelope address into Received',
    eml: `Received: from a.example by mx.fenwick.example for <colin.tate@fenwick.example>; Tue, 05 Mar 2024 10:00:05 +0000\n${REPLY}`,
    hits: ['colin.tate@fenwick.example'],
  },
  {
    name: 'X-Original-To of a councillor in the copy of a member’s own mail to an officer',
    eml: `X-Original-To: Colin.Tate@fenwick.example
From: Jane Marsh <jane.marsh@fenwick.example>
To: Ruth Adeyemi <ruth.adeyemi@fenwick.example>
Subject: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

Could you tell me when the survey is?
`,
    hits: ['Colin.Tate@fenwick.example'],
  },
  {
    name: 'delivered to the visible recipient, with a plus-address',
    eml: `Delivered-To: jane.marsh+ward@fenwick.example\n${REPLY}`,
    hits: [],
  },
  {
    name: 'a distribution list carried it',
    eml: `Delivered-To: colin.tate@fenwick.example
List-Id: <planning-updates.fenwick.example>
${REPLY}`,
    hits: [],
  },
  {
    name: 'an inbox rule of the recipient moved it on',
    eml: `Delivered-To: colin.tate@fenwick.example
X-MS-Exchange-Inbox-Rules-Loop: jane.marsh@fenwick.example
${REPLY}`,
    hits: [],
  },
];
