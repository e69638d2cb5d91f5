/** What a visitor is told when a submission could not be kept: by the Worker, and by the page when nothing answers. */

const ENGLISH =
  'Your message could not be sent just now. Nothing is lost: please try again in a moment.'

const SENTENCES: Readonly<Record<string, string>> = {
  de: 'Ihre Nachricht konnte gerade nicht gesendet werden. Nichts ist verloren: Bitte versuchen Sie es gleich noch einmal.',
  es: 'Su mensaje no se ha podido enviar en este momento. No se ha perdido nada: inténtelo de nuevo en un instante.',
  fr: 'Votre message n’a pas pu être envoyé pour le moment. Rien n’est perdu : veuillez réessayer dans un instant.',
}

/** The sentence in a language by its BCP 47 tag, or in English. */
export function sayUnavailable(language: string): string {
  const primary = language.toLowerCase().split('-')[0] ?? ''
  return (Object.hasOwn(SENTENCES, primary) ? SENTENCES[primary] : undefined) ?? ENGLISH
}
