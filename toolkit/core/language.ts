/** Language tags (BCP 47): what they share, and which of several answers for another. */

/** `de` of `de-AT`, in lower case. */
export function primarySubtag(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1).join('')
}

/** The tag itself among some, in lower case, or one of the same language elsewhere: `de` for `de-AT`. */
export function findTag(tags: readonly string[], wanted: string): string | undefined {
  return (
    tags.find((tag) => tag === wanted.toLowerCase()) ??
    tags.find((tag) => primarySubtag(tag) === primarySubtag(wanted))
  )
}
