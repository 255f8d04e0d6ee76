// Written by `npm run generate`; a test keeps it true.
/** Digest over the code of prices, models and estimates: another value means that the same question may get another number. */
export const modelVersion = '7621ddd55928'
