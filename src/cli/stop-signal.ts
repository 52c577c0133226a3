/** Ctrl-C and SIGTERM as an AbortSignal. */
export interface StopSignal {
  readonly signal: AbortSignal;
  /** As shells give it: 128 and the signal's number. */
  exitCode(): number;
  release(): void;
}

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** The first signal stops cleanly, the second at once. */
export function stopSignal(onStop: () => void): StopSignal {
  const controller = new AbortController();
  let code = 0;
  const stop = (name: keyof typeof CODES): void => {
    if (controller.signal.aborted) process.exit(CODES[name]);
    code = CODES[name];
    controller.abort();
    onStop();
  };
  const onInterrupt = (): void => stop('SIGINT');
  const onTerminate = (): void => stop('SIGTERM');
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
