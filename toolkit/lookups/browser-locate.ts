/** The button that puts the visitor's place into a field for one. Nobody is asked for it without a click. */
import { loadWords } from './browser-words.ts'

/** A page may write the button itself, where it wants it: `<button type="button" data-locate hidden>`. */
const OWN = 'button[data-locate]'

/** Places are given to about 11 metres: what is near is no question of less. */
const DIGITS = 4

const ready = new WeakSet<HTMLFormElement>()

/** Gives the form of a page that asks by place its button, once, where the browser knows places. */
export function addLocate(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name=near]')
  if (!field || !canLocate() || ready.has(form)) return
  ready.add(form)
  const own = form.querySelector<HTMLButtonElement>(OWN)
  const button = own ?? document.createElement('button')
  button.type = 'button'
  button.hidden = false
  if (!own) field.after(' ', button)
  void prepareButton(button, field, form)
}

async function prepareButton(
  button: HTMLButtonElement,
  field: HTMLInputElement,
  form: HTMLFormElement,
): Promise<void> {
  const say = await loadWords(form)
  if (!button.hasChildNodes()) button.textContent = say('locate')
  const allow = (): void => field.setCustomValidity('')
  const submit = (): void => {
    allow()
    form.requestSubmit()
  }
  const refuse = (): void => {
    field.setCustomValidity(say('nowhere'))
    field.reportValidity()
    field.addEventListener('input', allow, { once: true })
  }
  button.addEventListener('click', () => askPlace(button, field, submit, refuse))
}

/** Whether the visitor's place can be asked for at all: only a secure page may. */
export function canLocate(): boolean {
  return isSecureContext && 'geolocation' in navigator
}

/**
 * Asks for the place, and puts it into the field.
 * @param button - is busy meanwhile
 * @param then - called when it is there
 * @param orElse - called when it cannot be had
 */
export function askPlace(
  button: HTMLButtonElement,
  field: HTMLInputElement,
  then: () => void,
  orElse: () => void,
): void {
  button.ariaBusy = 'true'
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) => {
      button.ariaBusy = null
      field.value = `${latitude.toFixed(DIGITS)},${longitude.toFixed(DIGITS)}`
      then()
    },
    () => {
      button.ariaBusy = null
      orElse()
    },
    { maximumAge: 60_000, timeout: 20_000 },
  )
}
