/** The one verb of I/O that the engines know: read a compiled file. */

/**
 * Reads a file of the deployed site by its absolute path, such as `/_leanto/search/t0.1a2b3c4d.bin`.
 * The Worker reads through its assets binding, the browser through `fetch`, tests from a folder.
 * Rejects when the file is not there.
 */
export type ReadFile = (path: string) => Promise<Uint8Array>
