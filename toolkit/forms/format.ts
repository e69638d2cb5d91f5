export type FormContracts = Readonly<Record<string, never>>
