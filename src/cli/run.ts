import { type Command, CommanderError } from 'commander';
import { AuthorError, EnvironmentError, UsageError } from '../model/errors.js';

/** Exit codes of design.md; 1 is for `check` and `patterns test`, whose question was answered with no. */
export const EXIT = { done: 0, failed: 1, usage: 2, unread: 3 } as const;

/**
 * Parses the command line, runs the command and sets the exit code. Errors become sentences on
 * stderr; a reader of stdout that goes away (`| head`) is no error.
 */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done);
      throw error;
    });
  }
  throwAtExit(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = await tell(error);
  }
}

/** Commander's own exits would use 1 for a wrong option. */
function throwAtExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwAtExit(child);
}

async function tell(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage; // it has spoken already
  const isExpected =
    error instanceof AuthorError ||
    error instanceof UsageError ||
    error instanceof EnvironmentError;
  if (isExpected) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${await unexpected(error)}\n`);
  return EXIT.usage;
}

/** Not a fault of the user's: one sentence, and the trace for who asks for it. */
async function unexpected(error: unknown): Promise<string> {
  if ((await isDebug()) && error instanceof Error) return error.stack ?? error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something unexpected went wrong: ${message}. Set DEBUG=1 to see where.`;
}

/** A mistaken setting must not hide the error that is being told. Settings, with their schemas, are loaded only then. */
async function isDebug(): Promise<boolean> {
  try {
    const { readConfig } = await import('../config.js');
    return readConfig().debug;
  } catch {
    return false;
  }
}
