/** What comes to a page in German. */
import { honest, spam, type Message } from './message.ts'

export const german: readonly Message[] = [
  ...honest('de', [
    {
      name: 'Jürgen Großmann',
      email: 'j.grossmann@example.de',
      message:
        'Guten Tag, ich interessiere mich für die Donaudampfschifffahrtsgesellschaft-Ausstellung und die Wirtschaftsprüferkammer-Führung am Samstag. Gibt es Rechtsschutzversicherungs-Rabatte für Mitglieder? Mit freundlichen Grüßen',
    },
    {
      name: 'Familie Szczęsny',
      email: 'szczesny@example.de',
      message:
        'Wir suchen für die Sommerferien vom 12. bis 26. Juli eine Ferienwohnung für zwei Erwachsene, drei Kinder (2, 5, 9) und einen Hund. Ist da noch etwas frei?',
    },
    {
      name: 'Dr. Uwe Krämer',
      email: 'kraemer@example.de',
      subject: 'DSGVO-Auskunft nach Art. 15',
      message:
        'Hiermit verlange ich Auskunft über alle zu meiner Person gespeicherten Daten gemäß Art. 15 DSGVO (siehe https://dsgvo-gesetz.de/art-15-dsgvo/). Frist: ein Monat. Meine Kundennummer lautet KD-2019-XQ77-B.',
    },
    {
      name: 'sabine',
      email: 'sabine@example.de',
      message: 'danke für die schnelle lieferung!!! super!!! 👍👍👍',
      elapsed: 11_000,
    },
    {
      name: 'Hans-Peter Vogel',
      email: 'hpv@example.de',
      phone: '0171 5550199',
      message:
        'Bitte um Rückruf unter 0171 5550199 oder 089 5550123 (Büro) oder 089 5550124 (privat) wegen Angebot Dachsanierung, ca. 140 qm, Baujahr 1962.',
      elapsed: null,
    },
    {
      name: 'Lena',
      email: 'lena@example.de',
      message: `Hallo, auf der Seite https://www.ihre-seite.example/produkte/zelte/ funktioniert der Link zur Größentabelle nicht (404).
Richtig wäre wohl https://www.ihre-seite.example/service/groessen/, oder? Viele Grüße, Lena`,
    },
    {
      name: 'Mehmet Yıldız',
      email: 'mehmet@example.de',
      message: 'Moin, habt ihr am Montag offen?',
      elapsed: 5400,
    },
    {
      name: 'K. Brandt',
      email: 'brandt@example.de',
      subject: 'UNVERSCHÄMTHEIT!',
      message:
        'ZUM DRITTEN MAL WURDE MIR DIE FALSCHE GRÖSSE GELIEFERT. ICH HABE GRÖSSE 44 BESTELLT UND NICHT 39. WENN BIS FREITAG NICHTS PASSIERT GEHE ICH ZUM ANWALT.',
    },
    {
      name: 'Annika Sörensen',
      email: 'annika@example.de',
      message:
        'Sehr geehrte Damen und Herren, anbei meine Bewerbung als Erzieherin. Meine Unterlagen liegen hier: https://cloud.example.de/s/8fKq2LmNpXz (Passwort: Kita2026). Ich könnte ab Februar anfangen. Über eine Einladung freue ich mich sehr.',
    },
    {
      name: 'Rolf',
      email: 'rolf@example.de',
      message: `Fehlermeldung beim Druck:
0x0000011B
Verbindung fehlgeschlagen
Verbindung fehlgeschlagen
Verbindung fehlgeschlagen
Treiber HP LaserJet P2055dn, Windows 11 24H2, KB5005565 ist installiert. Was tun?`,
    },
    {
      name: 'Hannah & Björn',
      email: 'hannah@example.de',
      message:
        'Wir heiraten am 5. September und würden gern bei euch feiern, ungefähr 80 Gäste. Was kostet der große Saal, und dürfen wir eine eigene Band mitbringen? Unsere Seite mit allen Plänen: hannah-und-bjoern.example',
    },
    {
      name: 'John Miller',
      email: 'john@example.com',
      message:
        'Hello, sorry, I do not speak German. Is the museum accessible by wheelchair, and can I buy tickets at the door? We arrive on the 9th by train from Prague.',
    },
    {
      name: 'Petra M.',
      email: 'petra@trash-mail.com',
      message: 'Ist das Fahrrad aus der Anzeige noch da? VB 250 €?',
    },
  ]),
  ...spam('de', [
    {
      name: 'Michael Weber',
      email: 'weber@ranking-profi.example',
      message:
        'Guten Tag, beim Besuch Ihrer Website ist mir aufgefallen, dass Sie bei Google nicht auf der ersten Seite stehen. Unsere Agentur bringt Sie mit SEO garantiert unter die Top 3. Darf ich Ihnen ein unverbindliches Angebot zusenden? Einfach kurz antworten.',
    },
    {
      name: 'DavidTix',
      email: 'davidtix@mailbox.example',
      phone: '84519273645',
      message:
        'Online Casino ohne Limit https://casino-ohne-limit.example https://casino-ohne-limit.example/bonus Jetzt 100 Freispiele sichern [url=https://casino-ohne-limit.example]Casino[/url]',
      trap: 'casino',
      elapsed: null,
    },
    {
      name: 'Sofortkredit24',
      email: 'info@sofortkredit.example',
      message:
        'Brauchen Sie Geld? Wir vergeben Kredite von 5.000 bis 500.000 Euro ohne Schufa, Auszahlung innerhalb von 24 Stunden. Schreiben Sie uns per WhatsApp +49 155 50138221',
      elapsed: null,
    },
    {
      name: 'Julia Neumann',
      email: 'julia@content-portal.example',
      subject: 'Kooperation',
      message:
        'Hallo, ich bin auf Ihren tollen Blog gestoßen und würde gern einen kostenlosen Gastbeitrag mit einem Link zu unserem Kunden veröffentlichen. Natürlich zahlen wir auch für eine Veröffentlichung. Was verlangen Sie pro Artikel? Liebe Grüße, Julia',
    },
    {
      name: 'Thomas',
      email: 'thomas@mailbox.example',
      message:
        'Wie ich mit Bitcoin 8.000 Euro im Monat verdiene, ohne zu arbeiten: https://tinyurl.com/bit-rente-de Diese Seite wird bald gelöscht!',
      elapsed: null,
    },
    {
      name: 'Елена',
      email: 'elena@mailbox.example',
      message:
        'Добрый день! Продажа баз данных предприятий Германии, Австрии и Швейцарии. Актуальные контакты, адреса электронной почты, телефоны директоров. Скидка до конца месяца. Пишите в телеграм.',
      elapsed: null,
    },
    {
      name: 'Kevin Bauer',
      email: 'bauer@bewertung-plus.example',
      message:
        'Wir löschen negative Google-Bewertungen, schnell und legal. Sie zahlen nur bei Erfolg, 89 Euro je Bewertung. Mehr Infos unter www.bewertung-plus.example',
    },
    {
      name: 'Buchhaltung',
      email: 'rechnung@inkasso-zentrale.example',
      subject: 'Letzte Mahnung vor Pfändung',
      message:
        'Sehr geehrter Kunde, leider konnten wir keinen Zahlungseingang feststellen. Die offene Rechnung finden Sie hier: https://inkasso-zentrale.example/rechnung.zip Begleichen Sie den Betrag innerhalb von 48 Stunden.',
      elapsed: null,
    },
    {
      name: 'FOcVwWBhqG',
      email: 'rcgqlqhsw5@mailbox.example',
      message: 'SFdPESPgjtHfbFwWAK dYEjWWbSap',
      elapsed: null,
      trap: 'QDhyEgipqn',
    },
    {
      name: 'Anna Schmidt',
      email: 'anna@webdesign-direkt.example',
      message:
        'Hallo, Ihre Website wirkt leider etwas veraltet. Wir gestalten moderne Internetseiten zum Festpreis von 499 Euro, inklusive Hosting für ein Jahr. Hätten Sie diese Woche zehn Minuten für ein kurzes Telefonat?',
    },
    {
      name: 'LoveMarie',
      email: 'marie@mailbox.example',
      message:
        'Ich bin heute Abend allein 💋💋💋😘😘😘🔥🔥🔥 schreib mir 👉👉👉 https://hot-dates-de.example 👈👈👈 💋💋💋🔥🔥🔥',
      elapsed: 800,
    },
    {
      name: 'Ihr Energieberater',
      email: 'info@solar-check.example',
      message:
        'Hausbesitzer aufgepasst: Der Staat fördert Ihre Solaranlage mit bis zu 70 Prozent. Prüfen Sie in 30 Sekunden Ihren Anspruch: https://solar-check.example/?ref=8812',
      elapsed: null,
    },
    {
      name: 'Mark Wilson',
      email: 'mark@fiverr-gigs.example',
      message:
        'Hi, I can design a professional logo for your company for only $20 with unlimited revisions. Reply to this mail if you want to see my portfolio. Have a nice day.',
    },
  ]),
]
