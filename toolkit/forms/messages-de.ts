/** What the forms say in German. */
import type { Sentences } from './sentences.ts'

export const GERMAN: Sentences = {
  language: 'de',
  titlePrefix: 'Fehler: ',
  summary: 'Bitte prüfen Sie Ihre Angaben',
  thanks: 'Vielen Dank. Ihre Nachricht ist angekommen.',
  missing: 'Bitte füllen Sie dieses Feld aus.',
  missingChoice: 'Bitte wählen Sie eine der Möglichkeiten.',
  missingTick: 'Bitte setzen Sie dieses Häkchen, um fortzufahren.',
  email: 'Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.org.',
  url: 'Bitte geben Sie eine vollständige Adresse ein, zum Beispiel https://example.org.',
  pattern: 'Bitte halten Sie das verlangte Format ein.',
  patternPrefix: 'Bitte halten Sie das verlangte Format ein:',
  tooLong: 'Bitte geben Sie höchstens {maxlength} Zeichen ein. Es sind {length}.',
  tooShort: 'Bitte geben Sie mindestens {minlength} Zeichen ein. Es sind {length}.',
  underflow: 'Bitte geben Sie mindestens {min} ein.',
  overflow: 'Bitte geben Sie höchstens {max} ein.',
  later: 'Bitte geben Sie {min} oder später ein.',
  earlier: 'Bitte geben Sie {max} oder früher ein.',
  outside: 'Bitte geben Sie eine Zeit von {min} bis {max} ein.',
  wholeNumber: 'Bitte geben Sie eine ganze Zahl ein.',
  step: 'Bitte geben Sie eine Zahl in Schritten von {step} ein.',
  timeStep: 'Bitte geben Sie einen der Zeitpunkte ein, die hier zur Wahl stehen.',
  number: 'Bitte geben Sie eine Zahl ein, zum Beispiel 12 oder 12.5.',
  example: 'Bitte geben Sie dies in der Form {example} ein.',
  notOffered: 'Bitte wählen Sie eine der angebotenen Möglichkeiten.',
  badText: 'Bitte geben Sie dies in einer Zeile und ohne Leerzeichen am Rand ein.',
  missingFile: 'Bitte wählen Sie eine Datei aus.',
  fileType: 'Bitte wählen Sie eine Datei von einem dieser Typen: {accept}.',
  fileSize: 'Bitte wählen Sie eine Datei von höchstens {maxbytes}. Ihre hat {size}.',
  passwordAgain:
    'Zu Ihrer Sicherheit wird das Passwort nicht noch einmal angezeigt. Bitte geben Sie es erneut ein.',
  fileAgain:
    'Zu Ihrer Sicherheit behält der Browser die Datei nicht. Bitte wählen Sie sie erneut aus.',
  tooLarge: 'Das ist zu viel auf einmal. Bitte senden Sie höchstens {limit}.',
  broken:
    'Ihre Angaben sind nicht vollständig angekommen. Bitte prüfen Sie sie und senden Sie sie noch einmal.',
  unavailable:
    'Ihre Nachricht konnte gerade nicht gesendet werden. Nichts ist verloren: Bitte versuchen Sie es gleich noch einmal.',
  tooOften:
    'Von Ihrem Anschluss kamen zu viele Nachrichten. Bitte warten Sie eine Minute und senden Sie dann noch einmal.',
  trap: 'Bitte lassen Sie dieses Feld leer',
}
