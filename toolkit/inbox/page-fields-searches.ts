/** What the page of searches is filled with. */
import type { Data } from '../page/format.ts'
import { HOME, withQuery } from './page-urls.ts'
import { countWords } from './page-words.ts'
import { PERIODS, type Period, type SearchesView, type SearchView } from './searches.ts'

const SEARCHES = `${HOME}/searches`

/** The fields of the page of searches within the last `days` days. */
export function searchesFields(view: SearchesView, days: Period): Data {
  return {
    heading: 'Searches',
    total: countWords(view.asked, 'search', 'searches'),
    failed: view.failed === 0 ? undefined : `${view.failed} found nothing`,
    periods: PERIODS.map((period) => ({
      url: withQuery(SEARCHES, { days: String(period) }),
      label: `${period} days`,
      current: period === days ? 'true' : undefined,
    })),
    missed: view.missed.map(missedFields),
    top: view.top.map(searchFields),
  }
}

function searchFields({ query, language, asked, lastDay }: SearchView): Data {
  return {
    query,
    language,
    count: `× ${asked}`,
    day: lastDay,
    url: withQuery('/search', { q: query, lang: language }),
  }
}

function missedFields(search: SearchView): Data {
  return {
    ...searchFields(search),
    count: `× ${search.failed}`,
    // A TOML string with escapes takes what JSON does (TOML 1.0, "String").
    synonym: `[${JSON.stringify(search.query)}, "a word that your pages use"]`,
  }
}
