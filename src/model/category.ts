import { z } from 'zod';
import { CATEGORIES } from './categories.js';

export const categorySchema = z.enum(CATEGORIES);
export type Category = z.infer<typeof categorySchema>;

export const severitySchema = z.enum(['low', 'medium', 'high']);
export type Severity = z.infer<typeof severitySchema>;

/** Which way of detecting spoke: headers and threads, sentences, or the trained reader. */
export const layerSchema = z.enum(['structure', 'language', 'learned']);
export type Layer = z.infer<typeof layerSchema>;
