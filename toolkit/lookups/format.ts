export type LookupIndexes = Readonly<Record<string, never>>
