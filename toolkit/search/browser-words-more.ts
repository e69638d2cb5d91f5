/** The words of the element in the nine languages that forms have beside English. */
import type { Words } from './browser-words.ts'

const WORDS: Readonly<Record<string, Words>> = {
  de: {
    search: 'Suchen',
    close: 'Schließen',
    results: 'Ergebnisse',
    found: 'Gefundene Seiten:',
    none: 'Nichts gefunden',
    meant: 'Ergebnisse für',
    all: 'Alle Ergebnisse',
    failed: 'Die Suche konnte hier nicht geladen werden. Mit der Eingabetaste zur Suchseite.',
  },
  es: {
    search: 'Buscar',
    close: 'Cerrar',
    results: 'Resultados',
    found: 'Páginas encontradas:',
    none: 'No se ha encontrado nada',
    meant: 'Resultados de',
    all: 'Todos los resultados',
    failed: 'No se ha podido cargar la búsqueda. Pulse Intro para ir a la página de búsqueda.',
  },
  fr: {
    search: 'Rechercher',
    close: 'Fermer',
    results: 'Résultats',
    found: 'Pages trouvées :',
    none: 'Aucun résultat',
    meant: 'Résultats pour',
    all: 'Tous les résultats',
    failed:
      'La recherche n’a pas pu être chargée ici. Appuyez sur Entrée pour ouvrir la page de recherche.',
  },
  it: {
    search: 'Cerca',
    close: 'Chiudi',
    results: 'Risultati',
    found: 'Pagine trovate:',
    none: 'Nessun risultato',
    meant: 'Risultati per',
    all: 'Tutti i risultati',
    failed:
      'Non è stato possibile caricare la ricerca. Premi Invio per aprire la pagina di ricerca.',
  },
  ja: {
    search: '検索',
    close: '閉じる',
    results: '検索結果',
    found: '見つかったページ数:',
    none: '見つかりませんでした',
    meant: '次の検索結果を表示しています:',
    all: 'すべての結果',
    failed: '検索を読み込めませんでした。Enter キーを押すと検索ページに移動します。',
  },
  nl: {
    search: 'Zoeken',
    close: 'Sluiten',
    results: 'Resultaten',
    found: 'Gevonden pagina’s:',
    none: 'Niets gevonden',
    meant: 'Resultaten voor',
    all: 'Alle resultaten',
    failed: 'Het zoeken kon hier niet worden geladen. Druk op Enter om naar de zoekpagina te gaan.',
  },
  pl: {
    search: 'Szukaj',
    close: 'Zamknij',
    results: 'Wyniki',
    found: 'Znalezione strony:',
    none: 'Nic nie znaleziono',
    meant: 'Wyniki dla',
    all: 'Wszystkie wyniki',
    failed:
      'Nie udało się wczytać wyszukiwania. Naciśnij Enter, aby przejść na stronę wyszukiwania.',
  },
  pt: {
    search: 'Pesquisar',
    close: 'Fechar',
    results: 'Resultados',
    found: 'Páginas encontradas:',
    none: 'Nada encontrado',
    meant: 'Resultados para',
    all: 'Todos os resultados',
    failed: 'Não foi possível carregar a pesquisa. Prima Enter para abrir a página de pesquisa.',
  },
  zh: {
    search: '搜索',
    close: '关闭',
    results: '搜索结果',
    found: '找到的页面:',
    none: '没有找到结果',
    meant: '显示以下内容的结果:',
    all: '全部结果',
    failed: '无法在此加载搜索。请按回车键前往搜索页面。',
  },
}

/** The words of a language, by its primary subtag. */
export function wordsOf(language: string): Words | undefined {
  return WORDS[language.toLowerCase().split('-')[0] ?? '']
}
