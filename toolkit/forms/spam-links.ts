/** Which links a submission holds, where, and how they are written. */
import type { SignName, SpamText } from './spam.ts'

// Each expression begins with fixed text or at the start of a run only, and repeats one class at a time: no text, not
// even one made for it, takes more than linear time.
const LINK =
  /(?:https?|ftp):\/\/[^\s/?#"'<>[\])]+|(?<![\w./@-])www\.[\w-]+|(?<![\w./@:-])(?:[a-z0-9-]+\.)+[a-z]{2,24}\/(?=\S)/gi
const MARKUP = /<a\s{1,9}href\s?=|\[(?:url|link)[=\]]/i
const HIDDEN = /\bhxxps?:|\w ?\[\.\] ?\w|[[(]dot[\])]|\bdot (?:com|net|org)\b/i

// Those that shorten any address for anybody. The short links of one company lead to itself: a map, a video.
const SHORTENER =
  /\b(?:bit\.ly|tinyurl\.com|is\.gd|cutt\.ly|ow\.ly|rb\.gy|shorturl\.at|t\.ly|tiny\.cc|v\.gd|clck\.ru|rebrand\.ly)\/\S/i
const CHAT = /\b(?:t\.me|telegram\.me|wa\.me|(?:chat|api)\.whatsapp\.com|line\.me)\/\S/i

// Of Ethereum and its kin, and of Bitcoin by SegWit: the older ones look like any hash.
const WALLET = /\b0x[\da-f]{40}\b|\bbc1[a-z\d]{25,60}\b/i
const UNSUBSCRIBE = /\bunsubscribe\b|\bopt[ -]?out\b/i

// A name or a telephone number, by the control's name.
const PERSON = /name|phone|^tel|^nom|^pr[eé]nom|^nome|^imi[eę]|^naam|^telefon|^mobil/i
// … unless it is that of a site.
const SITE = /site|domain|host|url|web|link/i

// Han letters say more than those of an alphabet: this is few in both.
const FEW_LETTERS = 10

/** The signs that the links of some written texts give. */
export function* findLinkSigns(texts: readonly SpamText[]): Generator<SignName> {
  const links = texts.map(({ value }) => value.match(LINK)?.length ?? 0)
  const count = links.reduce((sum, each) => sum + each, 0)
  if (count > 0) yield count === 1 ? 'link' : count === 2 ? 'links' : 'manyLinks'
  if (texts.some((text, at) => isOfPerson(text) && links[at] !== 0)) yield 'misplacedLink'
  if (texts.some(({ value }) => SHORTENER.test(value))) yield 'shortLink'
  if (texts.some(({ value }) => HIDDEN.test(value))) yield 'hiddenLink'
  if (texts.some(({ value }) => MARKUP.test(value))) yield 'linkMarkup'
  yield* findMessageSigns(texts.filter(({ isMultiline }) => isMultiline).map(({ value }) => value))
}

/** A text without the links that it spells out. What is not ASCII ends a link: Chinese needs no blank behind one. */
export function withoutLinks(value: string): string {
  return value.replace(/(?:https?:\/\/|www\.)[!-~]+/gi, ' ')
}

/** What only a long text is suspected for: a short field may ask for just that, such as a wallet. */
function* findMessageSigns(values: readonly string[]): Generator<SignName> {
  if (values.some(isBare)) yield 'bareLinks'
  if (values.some((value) => CHAT.test(value))) yield 'chat'
  if (values.some((value) => WALLET.test(value))) yield 'wallet'
  if (values.some((value) => UNSUBSCRIBE.test(value) && value !== withoutLinks(value))) {
    yield 'unsubscribe'
  }
}

function isOfPerson({ type, name }: SpamText): boolean {
  return type === 'tel' || (PERSON.test(name) && !SITE.test(name))
}

function isBare(value: string): boolean {
  const words = withoutLinks(value)
  return words !== value && (words.match(/\p{L}/gu) ?? []).length < FEW_LETTERS
}
