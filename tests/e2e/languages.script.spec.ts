/** Pages of every language and every kind of markup, shown again with their mistakes: accessible, and within policy. */
import { expectAccessible, expectFits } from './expect-page.ts'
import { expect, testOn } from './fixture.ts'

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt-BR', 'it', 'nl', 'pl', 'ja', 'zh-Hans', 'tr']

const page = (language: string): string => `<!doctype html><html lang="${language}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Page</title></head><body><main><h1>Form</h1>
<p id="hint">As on the card</p>
<form method="post" action="/forms/form" enctype="multipart/form-data" novalidate>
<p><label for="name">Name</label> <input id="name" name="name" required aria-describedby="hint"></p>
<p><label>Around <span><b><input name="around" required></b></span></label></p>
<p><label>Email <input type="email" name="email" required></label></p>
<p><label>Secret <input type="password" name="secret" value="" required></label></p>
<p><label>Day <input type="date" name="day" required></label></p>
<p><label>Amount <input type="number" name="amount" required min="2"></label></p>
<p><label>Topic <select name="topic" required><option value="">-</option><option>A</option></select></label></p>
<p><label>Text <textarea name="text" required></textarea></label></p>
<p><label>File <input type="file" name="file" required accept=".pdf"></label></p>
<fieldset><legend>Reply</legend><label><input type="radio" name="reply" value="a" required> A</label>
<label><input type="radio" name="reply" value="b" required> B</label></fieldset>
<fieldset><legend>Boxes</legend><div><input type="checkbox" id="box" name="box" required><label for="box">Box</label></div>
<label>Other <input name="other" required></label></fieldset>
<table><tr><th id="cell">Cell</th><td><input name="cell" aria-labelledby="cell" required></td></tr></table>
<button>Send</button></form>
<p><label>Outside <input name="outside" required form="none"></label></p></main></body></html>`

const test = testOn(
  Object.fromEntries(LANGUAGES.map((language) => [`${language}/index.html`, page(language)])),
)

test.use({ viewport: { width: 360, height: 740 } })

for (const language of LANGUAGES)
  test(`a page in ${language} is shown again in its language, accessible and within its policy`, async ({
    page: tab,
  }) => {
    const complaints: string[] = []
    tab.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text())
    })
    await tab.goto(`/${language}/`)
    await tab.getByLabel('Secret').fill('hunter2')
    await tab.getByLabel('File').setInputFiles({
      name: 'a.exe',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ\0\0'),
    })
    await tab.getByRole('button', { name: 'Send' }).click()
    const alert = tab.getByRole('alert')
    await expect(alert).toBeFocused()
    await expect(alert.getByRole('link')).toHaveCount(12)
    await expect(tab).toHaveURL(/\/forms\/form/)
    await expect(tab.locator('html')).toHaveAttribute('lang', language)
    // Every message describes a field, or a group of them.
    for (const id of await tab
      .locator('.leanto-error, .leanto-note')
      .evaluateAll((remarks) => remarks.map((remark) => remark.id)))
      await expect(tab.locator(`[aria-describedby~="${id}"]`)).toHaveCount(1)
    await expect(tab.getByLabel('Secret')).toHaveValue('')
    await expect(tab.locator('.leanto-note')).toHaveCount(1)
    await expectAccessible(tab)
    await expectFits(tab)
    expect(complaints).toEqual([])
  })
