/** A brake for floods from one address: Cloudflare's rate limit, where the owner has switched it on. */
import { toAddressPrefix } from './sender.ts'

/** The optional binding of `[[ratelimits]]`. */
export interface RateEnv {
  readonly FORMS_RATE?: { limit(options: { readonly key: string }): Promise<{ success: boolean }> }
}

/** Whether too much came from the sender's address lately. It is counted for each of Cloudflare's locations. */
export async function isTooOften(
  { FORMS_RATE }: RateEnv,
  headers: Pick<Headers, 'get'>,
): Promise<boolean> {
  const address = headers.get('cf-connecting-ip')
  if (FORMS_RATE === undefined || address === null) return false
  try {
    return !(await FORMS_RATE.limit({ key: toAddressPrefix(address) })).success
  } catch (error) {
    console.error('the rate limit did not answer', error)
    return false
  }
}
