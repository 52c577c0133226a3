import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { EnvironmentError } from '../../model/errors.js';
import type { Fonts } from '../../report/committee/pdf.js';

const LINUX = '/usr/share/fonts';
const MAC = '/System/Library/Fonts/Supplemental';

/** Fonts with the letters of English and Welsh, regular and bold, where systems keep them. */
const PLACES: readonly (readonly [string, string])[] = [
  ...[
    'truetype/liberation2',
    'truetype/liberation',
    'liberation-sans',
    'liberation-sans-fonts',
  ].map(
    (folder) =>
      [
        `${LINUX}/${folder}/LiberationSans-Regular.ttf`,
        `${LINUX}/${folder}/LiberationSans-Bold.ttf`,
      ] as const,
  ),
  [`${LINUX}/truetype/dejavu/DejaVuSans.ttf`, `${LINUX}/truetype/dejavu/DejaVuSans-Bold.ttf`],
  [`${MAC}/Arial.ttf`, `${MAC}/Arial Bold.ttf`],
  ['C:\\Windows\\Fonts\\arial.ttf', 'C:\\Windows\\Fonts\\arialbd.ttf'],
];

/** A package of fonts goes before those of the system, so that every machine gives the same bytes. */
function packaged(): (readonly [string, string])[] {
  const { resolve } = createRequire(import.meta.url);
  try {
    return [
      [
        resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
        resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
      ],
    ];
  } catch {
    return [];
  }
}

/**
 * Reads the fonts a PDF carries.
 *
 * @throws EnvironmentError when this machine has none that is known
 */
export async function readFonts(): Promise<Fonts> {
  for (const [regular, bold] of [...packaged(), ...PLACES]) {
    try {
      return { regular: await readFile(regular), bold: await readFile(bold) };
    } catch {
      // The next place.
    }
  }
  throw new EnvironmentError(
    'A PDF carries its fonts, and none was found on this machine: install the Liberation or DejaVu fonts, or leave pdf out of --format.',
  );
}
