/** Runs in the browser: fills in forms as a person could, and says what the browser makes of them. */
globalThis.judge = (trials) =>
  trials.map(({ html, fills }) => {
    document.body.innerHTML = html
    const form = document.querySelector('form')
    const all = [...document.body.querySelectorAll('input, select, textarea, button')]
    const owned = all.filter((control) => control.form === form)
    // As the contract counts them.
    const counted = owned.filter(
      ({ name, type }) =>
        (name !== '' || type === 'image') && type !== 'button' && type !== 'reset',
    )
    return fills.map((fill) => judgeFill(form, all, owned, counted, fill))
  })

function judgeFill(form, all, owned, counted, { values, chosen, submitter }) {
  form.reset()
  const untouched = new Map(owned.map((control) => [control, control.value]))
  const refused = owned.map((control) => {
    const at = all.indexOf(control)
    return fillIn(control, values[at] ?? '', chosen[at] ?? 0)
  })
  const buttons = owned.filter(
    (control) => ['submit', 'image'].includes(control.type) && !control.matches(':disabled'),
  )
  const pressed = buttons[submitter]
  const skips = pressed?.formNoValidate === true
  return {
    entries: [...new FormData(form, pressed)].map(toEntry),
    controls: counted.map((control) => [typeOf(control), control.name]),
    invalid: skips ? [] : counted.flatMap((control, at) => findFault(control, at, untouched)),
    // What the control does not hold, which no browser can therefore send.
    refused: skips ? [] : refused.filter((entry) => entry !== undefined),
  }
}

/** Firefox has text fields for months and weeks. */
function typeOf({ type, tagName, attributes }) {
  const written = attributes.type?.value.toLowerCase()
  return tagName === 'INPUT' && ['month', 'week'].includes(written) ? written : type
}

function toEntry([name, value]) {
  if (typeof value === 'string') return [name, value]
  const isNone = value.name === '' && value.size === 0
  return isNone ? [name, ''] : [name, value.name, { size: value.size, type: value.type }]
}

function findFault(control, at, untouched) {
  const { name, value, validity, willValidate } = control
  const type = typeOf(control)
  if (name === '' || !willValidate) return []
  const flags = Object.keys(ValidityState.prototype).filter(
    (flag) => flag !== 'valid' && validity[flag],
  )
  // The browser says so only of what a person typed, not of what a script set.
  const lengths = findLengthFaults(control, untouched.get(control))
  const all = [...new Set([...flags, ...lengths])]
  return all.length === 0 ? [] : [{ control: at, type, name, value, flags: all }]
}

function findLengthFaults({ tagName, type, value, minLength, maxLength, wrap }, untouched) {
  const isText = ['text', 'search', 'tel', 'password', 'url', 'email'].includes(type)
  if ((!isText && tagName !== 'TEXTAREA') || value === '' || value === untouched) return []
  if (tagName === 'TEXTAREA' && wrap.toLowerCase() === 'hard') return []
  return [
    ...(maxLength >= 0 && value.length > maxLength ? ['tooLong'] : []),
    ...(value.length < minLength ? ['tooShort'] : []),
  ]
}

/** Gives the name and value that the control did not take. */
function fillIn(control, value, choice) {
  const { type, name, tagName } = control
  if (control.matches(':disabled, datalist *') || tagName === 'BUTTON') return
  if (tagName === 'SELECT') return choose(control, value, choice)
  if (['hidden', 'submit', 'image', 'reset', 'button'].includes(type)) return
  if (type === 'checkbox' || type === 'radio') {
    if (choice > 0) control.checked = type === 'radio' || choice > 3
    return
  }
  if (type === 'file') return chooseFiles(control, value, choice)
  // A slider and a colour can be changed all the same.
  const isFixed = control.readOnly && type !== 'range' && type !== 'color'
  if (isFixed || choice === 0 || value === control.defaultValue) return
  control.value = value
  const isHeld = control.value === value || control.value === value.replaceAll(/\r\n?/g, '\n')
  return name === '' || isHeld || control.readOnly ? undefined : [name, value]
}

function chooseFiles(control, name, choice) {
  const chosen = new DataTransfer()
  const count = control.multiple ? choice % 3 : choice % 2
  for (let at = 0; at < count; at += 1) {
    const type = at === 0 ? 'text/plain' : ''
    chosen.items.add(new File(choice > 3 ? [] : ['abc'], `${name}${at || ''}`, { type }))
  }
  control.files = chosen.files
}

function choose(select, value, choice) {
  const options = [...select.options].filter((option) => !option.matches(':disabled'))
  if (select.multiple) {
    for (const [at, option] of options.entries()) option.selected = ((choice >> at) & 1) === 1
  } else {
    const option = options[(choice % (options.length + 1)) - 1]
    if (option !== undefined) option.selected = true
  }
  const isOffered = options.some((option) => option.value === value)
  return isOffered || select.name === '' ? undefined : [select.name, value]
}
