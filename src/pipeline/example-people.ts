import type { Address } from '../model/message.js';
import type { RoleWord } from '../model/pattern.js';

/** The invented people of pattern and detector examples. */
export const EXAMPLE_ROSTER = `name,email,role,party,title,aliases
Jane Marsh,jane.marsh@fenwick.example,member,Labour,"Councillor, Mill ward",
Colin Tate,colin.tate@fenwick.example,member,Conservative,"Councillor, Abbey ward",
Priya Nair,priya.nair@fenwick.example,member,Green,"Councillor, Hill ward",
Ruth Adeyemi,ruth.adeyemi@fenwick.example,officer,,Head of Planning,
Owen Pryce,owen.pryce@fenwick.example,officer,,Revenues officer,
Sam Doyle,sam.doyle@fenwick.example,political-assistant,,Political Assistant to the Labour Group,
`;

const address = (name: string, address: string): Address => ({ name, address });

const RESIDENT = address('Pat Lowe', 'pat@post.example');

const PEOPLE: Readonly<Record<RoleWord, readonly Address[]>> = {
  member: [
    address('Cllr Jane Marsh', 'jane.marsh@fenwick.example'),
    address('Cllr Colin Tate', 'colin.tate@fenwick.example'),
    address('Cllr Priya Nair', 'priya.nair@fenwick.example'),
  ],
  officer: [
    address('Ruth Adeyemi', 'ruth.adeyemi@fenwick.example'),
    address('Owen Pryce', 'owen.pryce@fenwick.example'),
  ],
  'political-assistant': [address('Sam Doyle', 'sam.doyle@fenwick.example')],
  external: [RESIDENT, address('Lee Booth', 'lee.booth@post.example')],
  anyone: [RESIDENT],
};

/** Gives out people by role, each once as long as there are some: from a member to a member are two. */
export function cast(): (role: RoleWord) => Address {
  const used = new Map<RoleWord, number>();
  return (role) => {
    const people = PEOPLE[role];
    const next = used.get(role) ?? 0;
    used.set(role, next + 1);
    return people[next % people.length]!;
  };
}
