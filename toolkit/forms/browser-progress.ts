/** Shows how much of a form with files is sent. */

export interface Progress {
  show(event: ProgressEvent): void
  remove(): void
}

/** Puts a bar at the end of the form, called as the button that was pressed. */
export function createProgress(form: HTMLFormElement, label: string): Progress {
  const bar = document.createElement('progress')
  bar.className = 'leanto-progress'
  bar.ariaLabel = label
  form.append(bar)
  return {
    show({ loaded, total }) {
      bar.max = total
      bar.value = loaded
    },
    remove: () => bar.remove(),
  }
}
