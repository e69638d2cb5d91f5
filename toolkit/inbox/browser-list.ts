/** Selects rows of a list: all of them, a range, and how many there are. */

const BOX = 'input[name="id"]'

/** Watches the list of the page, where there is one. */
export function startList(): void {
  const form = findList()
  if (form === null) return
  const all = form.querySelector<HTMLInputElement>('#all')
  all?.closest('label')?.removeAttribute('hidden')
  all?.addEventListener('change', () => {
    selectAll(form, all.checked)
  })
  let last: HTMLInputElement | undefined
  form.addEventListener('click', ({ target, shiftKey }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(BOX)) return
    if (shiftKey && last !== undefined) selectRange(form, last, target)
    last = target
  })
  form.addEventListener('change', () => {
    showSelected(form)
  })
  showSelected(form)
}

/** The form around the list. */
export function findList(): HTMLFormElement | null {
  return document.querySelector('form.list')
}

/** Selects every row, or none. */
export function selectAll(form: HTMLFormElement, isSelected: boolean): void {
  for (const box of findBoxes(form)) box.checked = isSelected
  showSelected(form)
}

/** Selects a row, or takes it back. */
export function toggleRow(form: HTMLFormElement, row: Element, isSelected?: boolean): void {
  const box = row.querySelector<HTMLInputElement>(BOX)
  if (box === null) return
  box.checked = isSelected ?? !box.checked
  showSelected(form)
}

/** How many rows are selected. */
export function countSelected(form: HTMLFormElement): number {
  return findBoxes(form).filter(({ checked }) => checked).length
}

/** All from one box to another become as the other. */
function selectRange(form: HTMLFormElement, from: HTMLInputElement, to: HTMLInputElement): void {
  const boxes = findBoxes(form)
  const [start = 0, end = 0] = [boxes.indexOf(from), boxes.indexOf(to)].toSorted((a, b) => a - b)
  for (const box of boxes.slice(Math.max(start, 0), end + 1)) box.checked = to.checked
}

function showSelected(form: HTMLFormElement): void {
  const boxes = findBoxes(form)
  const count = countSelected(form)
  form.classList.toggle('none', count === 0)
  const all = form.querySelector<HTMLInputElement>('#all')
  if (all !== null) {
    all.checked = count > 0 && count === boxes.length
    all.indeterminate = count > 0 && count < boxes.length
  }
  const output = form.querySelector('#selected')
  if (output !== null) output.textContent = count === 0 ? '' : `${count} selected`
}

function findBoxes(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(BOX)]
}
