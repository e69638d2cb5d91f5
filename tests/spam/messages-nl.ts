/** What comes to a page in Dutch. */
import { honest, spam, type Message } from './message.ts'

export const dutch: readonly Message[] = [
  ...honest('nl', [
    {
      name: 'Anouk van ’t Hoff',
      email: 'anouk@example.nl',
      message:
        'Hoi, kan ik de workshop van 3 april nog verzetten naar 10 april? Mijn reserveringsnummer is WS-4471-QX. Groetjes!',
    },
    {
      name: 'Sjoerd IJzerman',
      email: 'sjoerd@example.nl',
      message:
        'Goedemiddag, graag een offerte voor een dakkapel van 4 meter in Zoetermeer. Bereikbaar op 06 55501234, liefst na zessen.',
      elapsed: null,
    },
    {
      name: 'Fleur',
      email: 'fleur@example.nl',
      message: 'bedankt! top geregeld 👌',
      elapsed: 7300,
    },
    {
      name: 'W. de Vries',
      email: 'wdv@example.nl',
      message:
        'BESTE MENSEN, MIJN TOETSENBORD STAAT VAST OP HOOFDLETTERS, EXCUUS DAARVOOR. IK WIL GRAAG WETEN OF HET ZWEMBAD OP TWEEDE PAASDAG OPEN IS.',
    },
    {
      name: 'Bart',
      email: 'bart@example.be',
      message: `Jullie RSS-feed is stuk: https://voorbeeld.example/feed.xml geeft
XML Parsing Error: not well-formed
Location: https://voorbeeld.example/feed.xml
Line Number 87, Column 12
De vorige stond op https://voorbeeld.example/rss en werkte wel.`,
    },
    {
      name: 'Fatma Özdemir',
      email: 'fatma@example.nl',
      message: 'Is de angstschreeuw-expositie ook geschikt voor kinderen van acht?',
    },
    {
      name: 'Stichting De Brug',
      email: 'info@debrug.example',
      website: 'www.debrug.example',
      message:
        'Wij zoeken vrijwilligers en zouden graag een oproep op jullie site plaatsen. Tekst en foto staan op www.debrug.example/oproep. Kan dat, en kost het iets?',
    },
    {
      name: 'Joost',
      email: 'joost@example.nl',
      message: 'hahahahaha die foto bij het bestuur, geweldig',
    },
    {
      name: 'Marloes',
      email: 'marloes@example.nl',
      message:
        'Op marktplaats staat jullie tent te koop door een oplichter: https://link.marktplaats.nl/m2112345678 en https://link.marktplaats.nl/m2112345679. Dacht: ik laat het even weten.',
    },
    {
      name: 'Oleksandr Шевченко',
      email: 'oleksandr@example.ua',
      message:
        'Hello, I am from Ukraine and live in Utrecht. Do you have a Dutch course for beginners in the evening? Дякую!',
    },
    {
      name: 'Daan',
      email: 'daan@example.nl',
      message: 'Zijn jullie open met Koningsdag?',
      elapsed: null,
      isOriginUnknown: true,
    },
    {
      name: 'Ria',
      email: 'ria@example.nl',
      message:
        'Nee, nee en nog eens nee! Ik heb geen abonnement genomen en ik betaal geen €89,95. Klantnummer 1002934. Dit is de laatste keer dat ik dit vriendelijk vraag.',
    },
  ]),
  ...spam('nl', [
    {
      name: 'Tim Bakker',
      email: 'tim@hoger-in-google.example',
      message:
        'Goedendag, ik zag dat uw website niet goed gevonden wordt in Google. Wij helpen bedrijven met SEO voor een vast laag bedrag per maand, zonder contract. Mag ik u vrijblijvend een voorstel sturen?',
    },
    {
      name: 'JanTof',
      email: 'jantof@mailbox.example',
      phone: '88124637519',
      message:
        'online gokken zonder cruks <a href="https://gok-zonder-cruks.example">casino zonder cruks</a> https://gok-zonder-cruks.example/bonus',
      trap: 'gokken',
      elapsed: null,
    },
    {
      name: 'Lisa',
      email: 'lisa@linkpartners.example',
      message:
        'Hoi, wij kopen links en gastblogs op Nederlandse websites. Zou u openstaan voor een samenwerking? Wij betalen direct via iDEAL. Wat is uw tarief per link?',
    },
    {
      name: 'Snel Geld',
      email: 'snelgeld@mailbox.example',
      message:
        'Geld lenen zonder BKR toetsing tot 75.000 euro. Vandaag aangevraagd, morgen op uw rekening. https://bit.ly/snelgeld-nl',
      elapsed: null,
    },
    {
      name: 'Ольга',
      email: 'olga@mailbox.example',
      message:
        'Продвижение сайтов под ключ, тысячи ссылок с трастовых площадок, вывод в топ за две недели. Оплата после результата.',
      elapsed: null,
    },
    {
      name: 'Rick de Boer',
      email: 'rick@site-vernieuwen.example',
      message:
        'Beste ondernemer, uw website kan een stuk sneller en mooier. Wij bouwen een nieuwe voor €395 inclusief teksten. Bekijk onze voorbeelden op www.site-vernieuwen.example en bel gerust.',
    },
    {
      name: 'Crypto Kans',
      email: 'kans@mailbox.example',
      message:
        'Investeer 250 euro in Bitcoin en verdien 7.000 euro per maand 🚀🚀🚀🚀 https://crypto-kans.example/start https://crypto-kans.example/video',
      elapsed: null,
    },
    {
      name: 'yXicYOZqMq',
      email: 'dlfduphjz65@mailbox.example',
      message: 'lIQfecJUyGTelVEnIKXVuu',
      trap: 'omFKBKyVQJYmzSgn',
      elapsed: null,
    },
    {
      name: 'Belastingdienst',
      email: 'aanmaning@incasso-info.example',
      subject: 'Laatste aanmaning',
      message:
        'U heeft een openstaande schuld van €312,45. Voorkom beslag en betaal vandaag nog via https://incasso-info.example/betalen',
    },
    {
      name: 'Peter Scott',
      email: 'peter@translation-hub.example',
      message:
        'Hello, we translate websites into 40 languages with native speakers from 0.06 euro per word. Please let me know if you have upcoming projects and I will send you a quote.',
    },
    {
      name: 'Energie Vergelijk',
      email: 'actie@energie-deal.example',
      message:
        'Bespaar tot 600 euro op uw energierekening. Vergelijk gratis en stap over: https://energie-deal.example/?utm_source=form',
      elapsed: null,
      tampering: 1,
    },
    {
      name: 'Kim',
      email: 'kim@mailbox.example',
      message: 'sexdate sexdate sexdate vanavond gratis sexdate sexdate https://tinyurl.com/kim-nl',
      elapsed: 350,
    },
  ]),
]
