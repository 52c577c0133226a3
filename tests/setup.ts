import fc from 'fast-check';

/**
 * Property tests try the same cases each time, so that a failure is of the change at hand;
 * `PROPERTY_SEED=$RANDOM npm run vitest` goes looking for new ones.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_122) });
