import { z } from 'zod';
import { checkReportSchema } from '../../../model/check.js';

/** Bytes of a request: a letter with pictures, as base64. */
export const API_BYTES = 8 * 1024 * 1024;

const who = z.string().trim().max(200);

/** What `POST /api/check` takes: a text, or a file with its name. */
export const apiRequestSchema = z
  .strictObject({
    text: z.string().max(400_000).optional().describe('The letter as plain text.'),
    file: z
      .base64()
      .max(API_BYTES)
      .optional()
      .describe('The letter as a file, base64: docx, odt, rtf, pdf, html, md, txt or eml.'),
    name: z
      .string()
      .max(200)
      .default('letter.txt')
      .describe('File name; its ending helps where the content does not tell the format.'),
    author: who
      .default('')
      .describe('Who signs: "Cllr Jane Marsh", "Ruth Adeyemi, Head of Planning", "officer".'),
    audience: z
      .union([who.transform((one) => (one === '' ? [] : [one])), z.array(who).max(50)])
      .default([])
      .describe(
        'To whom it goes: "resident", "officer", "councillor", "press", "minister", or names.',
      ),
  })
  .refine(({ text, file }) => (text === undefined) !== (file === undefined), {
    error: 'give either text or file',
  });
export type ApiRequest = z.infer<typeof apiRequestSchema>;

export const apiErrorSchema = z.strictObject({ error: z.string() });

/** The document that describes the interface (OpenAPI 3.1), made of the schemas that check it. */
export function openApiDocument(origin: string): object {
  const json = (schema: z.ZodType, io: 'input' | 'output') => ({
    'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) },
  });
  const refusal = (description: string) => ({
    description,
    content: json(apiErrorSchema, 'output'),
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Probity: check a letter',
      version: '1',
      description:
        'Says what in a draft may engage a council’s Member/Officer protocol, where, why, and what to write instead. Nothing of the text is stored or logged.',
    },
    servers: [{ url: origin }],
    paths: {
      '/api/check': {
        post: {
          operationId: 'checkLetter',
          summary: 'Check one draft',
          security: [{ key: [] }],
          requestBody: { required: true, content: json(apiRequestSchema, 'input') },
          responses: {
            '200': { description: 'What was found.', content: json(checkReportSchema, 'output') },
            '400': refusal('The request or the letter cannot be read.'),
            '401': refusal('There is no such key.'),
            '413': refusal('The letter is too large.'),
            '429': refusal('The key has made too many requests in a minute.'),
          },
        },
      },
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key of `probity keys add`.' },
      },
    },
  };
}
