/** Runs in the browser: fills in a form as a person could, and says what the browser makes of it. */
globalThis.judge = (trials) =>
  trials.map(({ html, values, chosen, submitter }) => {
    const stage = document.body
    stage.innerHTML = html
    const form = stage.querySelector('form')
    const controls = [...form.elements].filter(({ tagName }) =>
      ['INPUT', 'SELECT', 'TEXTAREA', 'BUTTON'].includes(tagName),
    )
    const untouched = new Map(controls.map((control) => [control, control.value]))
    const forged = controls.map((control, at) => fill(control, values[at] ?? '', chosen[at] ?? 0))
    const buttons = controls.filter(
      (control) => ['submit', 'image'].includes(control.type) && !control.matches(':disabled'),
    )
    const pressed = buttons[submitter]
    const invalid =
      pressed?.formNoValidate === true
        ? []
        : controls.filter(
            (control) =>
              control.name !== '' &&
              control.willValidate &&
              (!control.validity.valid || hasWrongLength(control, untouched.get(control))),
          )
    return {
      entries: [...new FormData(form, pressed)],
      invalid: invalid.map(({ type, name, value, validity }) => ({
        type,
        name,
        value,
        flags: Object.keys(ValidityState.prototype).filter(
          (flag) => flag !== 'valid' && validity[flag],
        ),
      })),
      // What the control refuses to hold, which no browser can therefore send.
      forged: pressed?.formNoValidate === true ? [] : forged.filter((entry) => entry !== undefined),
    }
  })

/** Gives the name and value that the control did not take. */
function fill(control, value, choice) {
  if (control.matches(':disabled') || control.type === 'hidden' || control.tagName === 'BUTTON')
    return
  if (control.tagName === 'SELECT') return choose(control, value, choice)
  if (control.type === 'checkbox' || control.type === 'radio') {
    if (choice > 0) control.checked = control.type === 'radio' || choice > 1
    return
  }
  if (control.readOnly || ['submit', 'image'].includes(control.type)) return
  if (choice === 0 || value === control.defaultValue) return
  control.value = value
  const isBarred = control.closest('datalist') !== null || control.name === ''
  return isBarred || control.value === value ? undefined : [control.name, value]
}

/** Whether what a person typed would have the wrong length, which the browser does not say of what a script set. */
function hasWrongLength({ tagName, type, value, minLength, maxLength, wrap }, untouched) {
  const isText = ['text', 'search', 'tel', 'password', 'url', 'email'].includes(type)
  if ((!isText && tagName !== 'TEXTAREA') || value === '' || value === untouched) return false
  if (wrap === 'hard') return false
  return value.length < minLength || (maxLength >= 0 && value.length > maxLength)
}

function choose(select, value, choice) {
  const options = [...select.options].filter((option) => !option.matches(':disabled'))
  if (choice > 0 && options[choice - 1]) options[choice - 1].selected = true
  const isOffered = options.some((option) => option.value === value)
  return isOffered || select.name === '' || select.closest('datalist')
    ? undefined
    : [select.name, value]
}
