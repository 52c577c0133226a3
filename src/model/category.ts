import { z } from 'zod';

/** The fixed categories; patterns live in a folder of the same name. */
export const categorySchema = z.enum([
  'silent-copy',
  'officer-criticism',
  'bullying-pressure',
  'member-obligation',
  'party-political',
  'staffing-interference',
  'special-treatment',
  'confidentiality',
  'familiarity',
  'secrecy',
  'single-member-decision',
  'officer-canvassing',
  'out-of-hours',
  'procedure',
]);
export type Category = z.infer<typeof categorySchema>;

export const severitySchema = z.enum(['low', 'medium', 'high']);
export type Severity = z.infer<typeof severitySchema>;

/** Which way of detecting spoke: headers and threads, sentences, or the trained reader. */
export const layerSchema = z.enum(['structure', 'language', 'learned']);
export type Layer = z.infer<typeof layerSchema>;
