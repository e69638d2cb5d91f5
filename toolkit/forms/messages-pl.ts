/** What the forms say in Polish. */
import type { Sentences } from './sentences.ts'

export const POLISH: Sentences = {
  language: 'pl',
  titlePrefix: 'Błąd: ',
  summary: 'Podane dane wymagają poprawy',
  thanks: 'Dziękujemy. Wiadomość do nas dotarła.',
  missing: 'Proszę wypełnić to pole.',
  missingChoice: 'Proszę wybrać jedną z opcji.',
  missingTick: 'Proszę zaznaczyć to pole, aby kontynuować.',
  email: 'Proszę podać adres e-mail, na przykład nazwa@example.org.',
  url: 'Proszę podać pełny adres, na przykład https://example.org.',
  pattern: 'Proszę zachować wymagany format.',
  patternPrefix: 'Proszę zachować wymagany format:',
  tooLong: 'Liczba znaków: najwyżej {maxlength}. Wpisano: {length}.',
  tooShort: 'Liczba znaków: co najmniej {minlength}. Wpisano: {length}.',
  underflow: 'Proszę podać {min} lub więcej.',
  overflow: 'Proszę podać {max} lub mniej.',
  later: 'Proszę podać {min} lub późniejszy termin.',
  earlier: 'Proszę podać {max} lub wcześniejszy termin.',
  outside: 'Proszę podać godzinę od {min} do {max}.',
  wholeNumber: 'Proszę podać liczbę całkowitą.',
  step: 'Proszę podać liczbę z krokiem {step}.',
  timeStep: 'Proszę podać jeden z dostępnych tu terminów.',
  number: 'Proszę podać liczbę, na przykład 12 lub 12.5.',
  example: 'Proszę wpisać wartość w postaci {example}.',
  notOffered: 'Proszę wybrać jedną z dostępnych tu opcji.',
  badText: 'Proszę wpisać to w jednym wierszu, bez spacji na początku i na końcu.',
  missingFile: 'Proszę wybrać plik.',
  fileType: 'Proszę wybrać plik jednego z tych typów: {accept}.',
  fileSize: 'Proszę wybrać plik o rozmiarze najwyżej {maxbytes}. Rozmiar wybranego pliku: {size}.',
  passwordAgain:
    'Ze względów bezpieczeństwa hasło nie jest ponownie wyświetlane. Proszę wpisać je jeszcze raz.',
  fileAgain:
    'Ze względów bezpieczeństwa przeglądarka nie zachowuje pliku. Proszę wybrać go jeszcze raz.',
  tooLarge: 'To za dużo na jeden raz. Proszę wysłać najwyżej {limit}.',
  broken: 'Dane nie dotarły w całości. Proszę je sprawdzić i wysłać ponownie.',
  unavailable:
    'Nie udało się teraz wysłać wiadomości. Nic nie przepadło: proszę spróbować ponownie za chwilę.',
  tooOften:
    'Z tego połączenia nadeszło zbyt wiele wiadomości. Proszę odczekać minutę i wysłać ponownie.',
  trap: 'Proszę pozostawić to pole puste',
}
