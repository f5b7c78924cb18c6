/**
 * Number of the advisory lock that an erasure has alone. Whoever keeps what it has read of persons shares it from before it reads
 * to the end of its transaction, or takes it and looks again: otherwise it could keep what an erasure has just not found.
 */
export const erasureLock = 7_265_001;
