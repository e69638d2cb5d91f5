import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { hashedPath } from '../page/build-output.ts'
import { parsePage } from '../page/build-page.ts'
import { createSearchBuild } from './build.ts'
import { createEngine, type SearchEngine } from './engine.ts'
import { STEMS } from './build-stems.ts'
import { stemFor } from './stem.ts'

interface Sample {
  /** A sentence of a page. */
  readonly says: string
  /** Queries that find it without being corrected. */
  readonly found: readonly string[]
  /** Words that are others in this language. */
  readonly apart?: readonly string[]
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  ar: {
    says: 'تُدَرِّسُ المعلّمةُ في المدرسةِ القديمة، وأُسِّست عام ١٩٥٣ في القـاهرة.',
    found: ['مدرسة', 'المدرسه', 'المعلمة', '1953', '١٩٥٣', 'القاهرة', 'واسست'],
  },
  bg: {
    says: 'Учителите четат книгите на различни езици в градската библиотека.',
    found: ['учител', 'книга', 'език', 'БИБЛИОТЕКА'],
  },
  bn: {
    says: 'পুরনো বাড়িতে একটি বড় বাগান আছে।',
    found: ['বাগান', 'বাড়িতে'],
  },
  ca: {
    says: 'La col·lecció d’art de l’església és del segle XII.',
    found: ['colleccio', 'col·lecció', 'esglesia', "l'església", 'art'],
  },
  cs: {
    says: 'Příliš žluťoučký kůň pěl ďábelské ódy v Českých Budějovicích.',
    found: ['žluťoučký', 'zlutoucky', 'kun', 'ČESKÝCH', 'ceskych budejovicich'],
  },
  da: {
    says: 'Bådene sejler fra Århus til Ærø, og børnene spiser æbler.',
    found: ['båd', 'Aarhus', 'Arhus', 'ÅRHUS', 'æble', 'Aeroe'],
  },
  de: {
    says: 'In Zürich öffnen die Häuser der Gaststätten ihre Türen; die Straßen sind größer.',
    found: [
      'Zürich',
      'Zurich',
      'Zuerich',
      'ZUERICH',
      'Tür',
      'Tueren',
      'strasse',
      'STRASSEN',
      'groesser',
    ],
  },
  el: {
    says: 'Οι άνθρωποι διαβάζουν βιβλία στους δρόμους της Αθήνας.',
    found: ['ανθρωπος', 'ΑΝΘΡΩΠΟΙ', 'δρόμος', 'ΔΡΟΜΟΣ', 'αθηνας'],
  },
  en: {
    says: 'The owners’ children weren’t running naïve searches at O’Brien’s café.',
    found: ['owner', 'run', 'naive', 'searching', 'obrien', "o'brien", 'cafe', 'werent'],
  },
  es: {
    says: 'Los niños alemanes leyeron las configuraciones rápidamente en las páginas públicas.',
    found: ['niño', 'nino', 'configuración', 'CONFIGURACION', 'página', 'pagina', 'publico'],
  },
  et: {
    says: 'Õunapuud õitsevad järve ääres.',
    found: ['õunapuud', 'ounapuud', 'JÄRVE', 'jarve'],
  },
  fa: {
    says: 'او می‌خواهد کتاب‌های تازه را در سال ۱۴۰۲ بخواند.',
    found: ['میخواهد', 'کتابهای', 'كتاب', 'کتاب', '1402'],
  },
  fi: {
    says: 'Käyttäjät lukevat kirjoja kirjastossa, ja kissat nukkuvat taloissa.',
    found: ['käyttäjä', 'kayttajat', 'kissa', 'talot'],
  },
  fr: {
    says: 'L’élève a mangé les premières pommes ; les œuvres privées sont répétées aujourd’hui.',
    found: [
      'eleves',
      "l'élève",
      'premier',
      'oeuvre',
      'privé',
      'prive',
      'répéter',
      'aujourd’hui',
      "AUJOURD'HUI",
      'aujourdhui',
    ],
  },
  ga: {
    says: 'Tá an leabhar ar an mbord in aice leis an bhfuinneog.',
    found: ['leabhar', 'ta', 'bhfuinneog'],
  },
  he: {
    says: 'שָׁלוֹם לַחֲיָלֵי צה"ל בבית־הספר הישן.',
    found: ['שלום', 'צה״ל', 'צהל', 'הספר', 'בבית הספר'],
  },
  hi: {
    says: 'लड़कियों ने क़लम से नई किताबें लिखीं, वर्ष २०२४ में।',
    found: ['लड़की', 'कलम', 'किताब', '2024'],
  },
  hu: {
    says: 'A felhasználóknak a könyvekben és a házakban kell keresni a kérdéseket.',
    found: ['felhasználó', 'felhasznaloknak', 'könyv', 'KÖNYVEK', 'ház', 'kérdés'],
  },
  hy: {
    says: 'Քաղաքի բնակիչները կարդում են նոր գրքեր։',
    found: ['քաղաքներ', 'ՔԱՂԱՔԻ', 'գրքեր'],
  },
  id: {
    says: 'Pengguna mencari buku-bukunya di rumah, dan anak-anak membacanya.',
    found: ['buku', 'dicari', 'membaca', 'anak'],
  },
  is: {
    says: 'Þórður býr í gömlu húsi við ána.',
    found: ['Þórður', 'thordur', 'husi', 'HÚSI'],
  },
  it: {
    says: 'L’università dell’Aquila pubblica le configurazioni per i ragazzi più veloci.',
    found: ['universita', 'Università', 'aquila', 'configurazione', 'ragazza', 'piu'],
  },
  ja: {
    says: '検索エンジンはｻｰﾊﾞｰのデータを素早く探します。',
    found: ['検索', 'エンジン', 'サーバー', 'データ', '探し', '索'],
    apart: ['テー'],
  },
  km: { says: 'ខ្ញុំ\u200bស្រឡាញ់\u200bភាសា\u200bខ្មែរ។', found: ['ភាសាខ្មែរ', 'ភាសា'] },
  ko: { says: '검색 엔진은 사용자의 질문에 대답합니다.', found: ['사용자', '질문', '엔진은'] },
  lo: { says: 'ສະບາຍດີຊາວໂລກ', found: ['ສະບາຍດີ', 'ຊາວໂລກ'] },
  lt: {
    says: 'Vartotojų knygos guli miesto namuose šaltą žiemą.',
    found: ['vartotojas', 'knyga', 'miestas', 'saltą', 'ziema'],
  },
  my: { says: 'မြန်မာဘာသာစကားကို လေ့လာပါ။', found: ['မြန်မာ', 'ဘာသာစကား'] },
  nb: {
    says: 'Brukerne søker etter blåbær i språkene fra Tromsø.',
    found: ['språket', 'søk', 'språk', 'sprak', 'Tromso', 'TROMSOE', 'blaabaer'],
  },
  nl: {
    says: 'De katten van de koningin slapen tussen geïnstalleerde boeken, één voor één.',
    found: ['kat', 'boek', 'geinstalleerd', 'een'],
  },
  pl: {
    says: 'Zażółć gęślą jaźń w Łodzi nad rzeką Ner.',
    found: ['zażółć', 'zazolc', 'GĘŚLĄ', 'lodzi', 'Łodzi'],
  },
  pt: {
    says: 'As configurações das estações são fáceis; os animais portugueses comem pães.',
    found: ['configuração', 'configuracao', 'estação', 'fácil', 'animal', 'pao'],
  },
  ro: {
    says: 'Studenții caută informaţii despre funcțiile din orașul Iași.',
    found: ['student', 'informațiile', 'informatii', 'funcție', 'ORAȘUL', 'iasi', 'Iaşi'],
  },
  ru: {
    says: 'Пользователи читают о самолётах, ёлках и моём за́мке в Йошкар-Оле.',
    found: ['пользователь', 'самолет', 'самолёты', 'елка', 'замке', 'ЙОШКАР', 'Йошкар-Ола'],
    apart: ['иошкар'],
  },
  sr: {
    says: 'Корисници читају књиге на српском језику у градовима.',
    found: ['корисник', 'књига', 'градови', 'језик'],
  },
  sv: {
    says: 'Flickorna i Åre köper båtarna på frågan om språken.',
    found: ['flicka', 'åre', 'Are', 'båt', 'bat', 'FRÅGAN'],
  },
  ta: { says: 'புத்தகங்கள் வீடுகளில் உள்ளன.', found: ['புத்தகம்', 'புத்தகங்கள்'] },
  th: {
    says: 'สวัสดีชาวโลก ปี ๒๕๖๗ น้ำใสมาก',
    found: ['ชาวโลก', 'สวัสดี', '2567', 'น้ำ'],
  },
  tr: {
    says: 'İSTANBUL’daki çocuklar sınırlarda IŞIK arıyor, kızlar kitaplarda.',
    found: [
      'istanbul',
      'İstanbul',
      'ISTANBUL',
      'ışık',
      'isik',
      'çocuk',
      'cocuklar',
      'kitap',
      'sınır',
      'kız',
    ],
  },
  uk: {
    says: 'Користувачі працюють із м’ячем та об’єктами їхнього міста.',
    found: ['користувач', "м'ячем", 'мячем', 'м’яч', "об'єкт", 'їхнього', 'місто', 'працювати'],
  },
  vi: {
    says: 'Thành phố Đà Nẵng có những bãi biển đẹp.',
    found: ['Đà Nẵng', 'da nang', 'thanh pho', 'BIỂN', 'Tha\u0300nh'],
  },
  zh: {
    says: '搜索引擎在静态网站上快速运行，版本３.１１。',
    found: ['搜索', '网站', '引擎', '静', '3.11'],
  },
}

// Text of another page, with none of the words above.
const OTHER = '<p>0 qwx qwxqwx</p>'

async function buildEngine(language: string, text: string): Promise<SearchEngine> {
  const files = new Map<string, Uint8Array>()
  const search = createSearchBuild()
  const page = (file: string, body: string): void => {
    const html = `<!doctype html><html lang="${language}"><title>${file}</title><main>${body}</main>`
    search.add(parsePage(`${file}.html`, html))
  }
  page('said', `<p>${text}</p>`)
  page('other', OTHER)
  const { indexes } = await search.finish({
    async writeHashed(name, extension, content) {
      const path = hashedPath(name, extension, content)
      files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content)
      return path
    },
  })
  const [index] = indexes
  assert.ok(index !== undefined)
  const read = async (path: string): Promise<Uint8Array> => {
    const file = files.get(path)
    assert.ok(file !== undefined, path)
    return file
  }
  return createEngine(index, read, stemFor(STEMS, index.language))
}

describe('a page in its language', () => {
  for (const [language, { says, found, apart = [] }] of Object.entries(SAMPLES)) {
    test(`is found in ${language}`, async () => {
      const engine = await buildEngine(language, says)
      const ask = async (query: string): Promise<unknown> => {
        const { results, corrected } = await engine.search(`${query} `)
        return [query, results[0]?.url, corrected]
      }
      for (const query of found) assert.deepEqual(await ask(query), [query, '/said', undefined])
      for (const query of apart) {
        assert.notDeepEqual(await ask(query), [query, '/said', undefined])
      }
    })
  }

  test('is found above one without the accents that were typed', async () => {
    for (const [language, typed, plain] of [
      ['sv', 'åre', 'are'],
      ['es', 'año', 'ano'],
      ['vi', 'mã', 'ma'],
    ] as const) {
      const [first, second] = [`<p>${typed}</p>`, `<p>${plain}</p>`]
      const engine = await buildEngine(language, `x</p>${second}<p>y</p>${first}<p>z`)
      const { results } = await engine.search(`${typed} `)
      assert.equal(results[0]?.url, '/said')
    }
  })
})
