/** What comes to a page in Italian. */
import { honest, spam, type Message } from './message.ts'

export const italian: readonly Message[] = [
  ...honest('it', [
    {
      name: 'Niccolò Dell’Acqua',
      email: 'niccolo@example.it',
      message:
        'Buongiorno, vorrei prenotare un tavolo per sei persone sabato sera alle 20:30, possibilmente all’aperto. C’è un menù per bambini?',
    },
    {
      name: 'Giulia',
      email: 'giulia@example.it',
      message: 'grazie mille!!! 😍',
      elapsed: 8000,
    },
    {
      name: 'STUDIO TECNICO GEOM. ROSSI',
      email: 'studio@example.it',
      subject: 'RICHIESTA PREVENTIVO',
      message:
        'CON LA PRESENTE SI RICHIEDE PREVENTIVO PER N. 12 INFISSI IN PVC, MISURE IN ALLEGATO. CORDIALI SALUTI GEOM. ROSSI TEL. 055 5550123 CELL. 333 5550198 P.IVA 01234567890',
    },
    {
      name: 'Matteo',
      email: 'matteo@example.it',
      message: `Vi segnalo che il plugin fa due richieste uguali, vedi
https://github.com/acme/plugin/pull/88
https://stackoverflow.com/questions/1234567/double-request
Basta togliere la riga 40.`,
    },
    {
      name: 'Francesca Lo Bianco',
      email: 'francesca@example.it',
      message:
        'Ho ordinato il 2 e sul tracking (https://tracking.example.it/?cod=IT8829100XZ) risulta fermo a Bologna da una settimana. Potete verificare?',
      elapsed: null,
    },
    {
      name: 'nonna Pina',
      email: 'pina@example.it',
      message: 'non riesco a scaricare la ricetta dei tortelli come si fa',
      elapsed: 95_000,
    },
    {
      name: 'Ufficio Stampa',
      email: 'stampa@teatro.example',
      message:
        'Vi mandiamo il comunicato della nuova stagione: https://teatro.example/comunicato.pdf. Foto in alta risoluzione: https://teatro.example/foto.zip. Per interviste 06 5550 1234.',
    },
    {
      name: 'D. Ćosić',
      email: 'cosic@example.hr',
      message: 'Good morning, how much is a mooring for a 12 m boat, 3 nights in August?',
    },
    {
      name: 'Elisa',
      email: 'elisa@example.it',
      message: 'Ma perché perché perché avete tolto la pizza bianca??? 😭😭😭 rimettetela!!!',
    },
    {
      name: 'Avv. Marco De Santis',
      email: 'desantis@example.it',
      message:
        'In nome e per conto del mio assistito, Sig. Bianchi (C.F. BNCLCU80A01H501Z), Vi invito a rimuovere entro sette giorni le fotografie pubblicate alla pagina https://www.vostro-sito.example/galleria/2023.',
    },
    {
      name: 'Luca',
      email: 'luca@example.it',
      message: 'ok',
      elapsed: 2900,
    },
    {
      name: 'Chen Xiaoling',
      email: 'xiaoling@example.it',
      message: 'Salve, avete ancora il modello blu taglia 38? Passo domani in negozio.',
    },
  ]),
  ...spam('it', [
    {
      name: 'Alessandro Conti',
      email: 'conti@visibilita-web.example',
      message:
        'Salve, ho visitato il Suo sito e ho notato alcuni errori che ne penalizzano la visibilità su Google. La nostra agenzia offre consulenza SEO a partire da 149 € al mese. Posso inviarLe un’analisi gratuita?',
    },
    {
      name: 'MarioKed',
      email: 'marioked@mailbox.example',
      phone: '83571629844',
      message:
        'casino non aams https://casino-non-aams.example/ https://casino-non-aams.example/slot https://casino-non-aams.example/bonus-senza-deposito scommesse scommesse scommesse',
      trap: 'MarioKed',
      elapsed: null,
    },
    {
      name: 'Finanziamenti Veloci',
      email: 'info@finanzia.example',
      message:
        'PRESTITI PERSONALI FINO A 100.000 EURO ANCHE CON SEGNALAZIONI. RISPOSTA IN 2 ORE. CONTATTACI SU WHATSAPP +39 351 555 0199 O SU www.finanzia.example/prestito',
      elapsed: null,
    },
    {
      name: 'Светлана',
      email: 'svetlana@mailbox.example',
      message:
        'Привет! Ищу серьёзные отношения с мужчиной из Италии. Мои фото и анкета на сайте https://znakomstva-it.example',
      elapsed: 700,
    },
    {
      name: 'Valentina',
      email: 'valentina@articoli.example',
      message:
        'Buongiorno, collaboro con alcune aziende e vorrei proporvi la pubblicazione di un articolo sponsorizzato con link sul vostro sito. Quanto chiedete? Resto in attesa di un riscontro.',
    },
    {
      name: 'Poste',
      email: 'avviso@pacco-giacenza.example',
      message:
        'Il tuo pacco è in giacenza. Paga 2,99 € per lo sblocco: https://tinyurl.com/pacco-sblocco',
      elapsed: null,
    },
    {
      name: 'Roberto Greco',
      email: 'greco@siti-facili.example',
      message:
        'Le propongo il rifacimento del Suo sito a soli 390 €, grafica moderna e veloce su tutti i dispositivi. Se interessato risponda a questo messaggio, la ricontatterò volentieri.',
    },
    {
      name: 'nLNJMRLdHb',
      email: 'rp.ox.mx.ns.o@mailbox.example',
      message: 'LhOSirYkPvdRHUNLyfStfx PNVadCVjFzYIeBah',
      elapsed: null,
    },
    {
      name: 'Guadagni',
      email: 'guadagni@mailbox.example',
      message:
        'Guadagna 900 € al giorno con la piattaforma bitcoin usata dai VIP!!! Iscriviti subito t.me/guadagni_it_bot',
      elapsed: null,
    },
    {
      name: 'Sara',
      email: 'sara@mailbox.example',
      message: 'Ottimo articolo, molto utile! https://borse-firmate-outlet.example',
      elapsed: null,
      trap: 'https://borse-firmate-outlet.example',
    },
    {
      name: 'James Cooper',
      email: 'james@b2b-leads.example',
      message:
        'Hi, we help Italian companies to find new clients abroad with targeted e-mail campaigns. Are you open to a short call this week? Best, James',
    },
  ]),
]
