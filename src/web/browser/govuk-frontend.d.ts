/** The components' own script, served beside ours. */
export function initAll(): void;
