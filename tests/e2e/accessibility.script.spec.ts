/** An axe-core scan of every kind of page. The scanner is a script. */
import { AxeBuilder } from '@axe-core/playwright'

import { KINDS } from './kinds.ts'
import { expect, test } from './site.ts'

for (const path of KINDS)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${path} is accessible, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(path)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    })
