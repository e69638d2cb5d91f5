/** What a list says of a submission: who seems to have sent it, and how it begins. */
import { fold } from '../core/fold.ts'
import { isEmail } from '../forms/addresses.ts'

/** The most UTF-16 units of an author or an excerpt. */
export const MAX_SUMMARY_LENGTH = 160

/** RFC 5321, section 4.5.3.1.3, without the brackets. */
const MAX_EMAIL_LENGTH = 254

/** A text without a telling name is taken for a message from so many UTF-16 units on. */
const LONG_TEXT = 30

// Names of fields as `toKey` leaves them, in the languages of the messages.
const NAMES = toSet(`
  name yourname fullname myname displayname sendername contactname customername author namesurname
  nom nomcomplet votrenom nometprenom prenometnom nombre nombrecompleto tunombre sunombre nombreyapellido
  nombreyapellidos naam volledigenaam uwnaam jenaam vollername vorundnachname vornameundnachname ihrname deinname
  nome nomecompleto seunome nomeecognome nomecognome iltuonome imieinazwisko
  名前 お名前 氏名 姓名 名字 您的姓名 이름 성명 имя фио`)
const FIRST_NAMES = toSet(`
  firstname givenname forename fname first given vorname prenom primernombre voornaam imie`)
const LAST_NAMES = toSet(`
  lastname surname familyname lname last family nachname familienname nomdefamille apellido apellidos achternaam
  cognome sobrenome nazwisko`)
const EMAIL_NAMES =
  /^(?:your|my|contact|sender|user|customer|ihre|deine|votre|tu|su|uw|je)?(?:email|mail|emailaddress|mailaddress|emailadresse|mailadresse|adresseemail|adressemail|emailadres|correo|correoelectronico|courriel|indirizzoemail|replyto)$/
const TEXT_NAMES =
  /^(?:your|my|ihre|deine|votre|tu|su|uw|je)?(?:message|messagetext|body|text|comments?|content|details|description|enquiry|inquiry|feedback|notes?|questions?|nachricht|mitteilung|kommentar|anliegen|frage|commentaire|demande|mensaje|comentario|pregunta|consulta|bericht|opmerking|vraag|messaggio|domanda|richiesta|mensagem|pergunta|wiadomosc|tresc|pytanie|メッセージ|本文|内容|お問い合わせ内容|留言|信息|消息|메시지|내용|сообщение|вопрос)$/

// What a line cannot hold: controls, separators, and marks that turn the direction of all that comes after them.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

export interface Summary {
  /** A name, else an e-mail address, else ''. */
  readonly author: string
  /** The beginning of the message in one line; '' where there is none. */
  readonly excerpt: string
  /** Where an answer may go: one plain, valid e-mail address. */
  readonly replyTo: string | undefined
}

/** Sums up the fields of a submission, whatever they are called. */
export function summarize(
  fields: readonly (readonly [name: string, values: readonly string[]])[],
): Summary {
  const entries = fields.flatMap(([name, values]) => {
    const value = values.map((text) => text.trim()).find((text) => text !== '')
    return value === undefined ? [] : [{ key: toKey(name), value }]
  })
  const replyTo = findEmail(entries)
  return {
    author: toLine(findName(entries) ?? replyTo ?? ''),
    excerpt: toLine(findText(entries)),
    replyTo,
  }
}

/** The first `length` UTF-16 units; one fewer where they would end within a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const isWithin = (text.codePointAt(length - 1) ?? 0) > 0xffff
  return text.slice(0, isWithin ? length - 1 : length)
}

interface Entry {
  readonly key: string
  /** Not blank. */
  readonly value: string
}

function toSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/))
}

/** `E-Mail`, `your_email` and `yourEmail2` are compared without case, accents, and all that is no letter. */
function toKey(name: string): string {
  return fold(name.slice(0, MAX_SUMMARY_LENGTH)).replaceAll(/\P{L}/gu, '')
}

/** A field that is named so comes first. An address within a longer text is not its sender's. */
function findEmail(entries: readonly Entry[]): string | undefined {
  const addresses = entries.filter(
    ({ value }) => value.length <= MAX_EMAIL_LENGTH && isEmail(value),
  )
  return (addresses.find(({ key }) => EMAIL_NAMES.test(key)) ?? addresses[0])?.value
}

function findName(entries: readonly Entry[]): string | undefined {
  const find = (names: ReadonlySet<string>): string | undefined =>
    entries.find(({ key }) => names.has(key))?.value
  const whole = find(NAMES)
  const first = find(FIRST_NAMES)
  const last = find(LAST_NAMES)
  // `Nom` beside `Prénom`, and `Name` beside `Vorname`, is the last name alone.
  if (first !== undefined) return [first, last ?? whole].filter(Boolean).join(' ')
  return whole ?? last
}

function findText(entries: readonly Entry[]): string {
  const text =
    entries.find(({ key }) => TEXT_NAMES.test(key)) ??
    entries.find(({ value }) => value.length >= LONG_TEXT && !isEmail(value))
  return text?.value ?? ''
}

function toLine(text: string): string {
  // Blanks collapse, so more than the length is looked at; but not a whole long text.
  const line = text
    .slice(0, MAX_SUMMARY_LENGTH * 10)
    .replaceAll(UNPRINTABLE, ' ')
    .replaceAll(/\s+/g, ' ')
    .toWellFormed()
  return cut(line.trim(), MAX_SUMMARY_LENGTH).trimEnd()
}
