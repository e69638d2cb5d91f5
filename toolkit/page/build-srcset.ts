/** The URLs in a `srcset` (HTML, "parse a srcset attribute"): candidates may be parted by a comma alone. */

const CANDIDATE = /([\s,]*)(\S*[^\s,])((?:\s[^,]*)?)/g

/** Replaces each URL of a set of images, and leaves the rest as it stands. */
export function mapSrcset(value: string, replace: (url: string) => string): string {
  return value.replace(
    CANDIDATE,
    (_, before: string, url: string, descriptors: string) => before + replace(url) + descriptors,
  )
}

/** The URLs of a set of images. */
export function srcsetUrls(value: string): string[] {
  return [...value.matchAll(CANDIDATE)].map(([, , url = '']) => url)
}
