/** What comes to a page in Polish. */
import { honest, spam, type Message } from './message.ts'

export const polish: readonly Message[] = [
  ...honest('pl', [
    {
      name: 'Wawrzyniec Szczęsny',
      email: 'w.szczesny@example.pl',
      message:
        'Dzień dobry, czy w Szczebrzeszynie jest jeszcze dostępny domek dla czterech osób w terminie 1–8 sierpnia? Chcielibyśmy przyjechać z psem.',
    },
    {
      name: 'Grzegorz Brzęczyszczykiewicz',
      email: 'grzegorz@example.pl',
      message: 'Proszę o kontakt telefoniczny: 500 600 123, sprawa pilna.',
      elapsed: null,
    },
    {
      name: 'Kasia',
      email: 'kasia@example.pl',
      message: 'dzięki!! 😊😊',
      elapsed: 6600,
    },
    {
      name: 'ANDRZEJ WÓJCIK',
      email: 'andrzej@example.pl',
      subject: 'REKLAMACJA',
      message:
        'PRALKA PO DWÓCH TYGODNIACH PRZESTAŁA WIROWAĆ. ŻĄDAM WYMIANY NA NOWĄ LUB ZWROTU PIENIĘDZY. NR FAKTURY FV/2026/11/0045.',
    },
    {
      name: 'Michał',
      email: 'michal@example.pl',
      message: `Cześć, po aktualizacji nie startuje:
[2026-11-20 10:14:02] ERROR  Connection refused 127.0.0.1:5432
[2026-11-20 10:14:04] ERROR  Connection refused 127.0.0.1:5432
[2026-11-20 10:14:06] ERROR  Connection refused 127.0.0.1:5432
Logi: https://pastebin.com/raw/Qx7TzWpK, konfiguracja: https://gist.github.com/michal/0f1e2d3c`,
    },
    {
      name: 'Zofia Źdźbło',
      email: 'zofia@example.pl',
      message:
        'Chciałabym zamówić tort bezglutenowy na 18 urodziny córki, 20 porcji, z napisem „Sto lat, sto lat!”. Ile to będzie kosztowało i czy jest dowóz?',
    },
    {
      name: 'Fundacja Łąka',
      email: 'kontakt@laka.example',
      message:
        'Zapraszamy na wernisaż 12 grudnia o 18:00. Szczegóły: www.laka.example/wernisaz, wydarzenie: https://www.facebook.com/events/123456789. Będzie nam miło!',
    },
    {
      name: 'Bartek',
      email: 'bartek@example.pl',
      message: 'ile kosztuje wymiana rozrządu w passacie b6 2.0 tdi?',
    },
    {
      name: 'Student UW',
      email: 'student@uw.edu.pl',
      message:
        'Piszę pracę magisterską o Państwa archiwum. Czy mogę wykorzystać skany z https://archiwum.example.pl/zespol/12/sygn/345?',
    },
    {
      name: 'Hanna',
      email: 'hanna@example.pl',
      message: 'Nie, nie i jeszcze raz nie. Nie zgadzam się na przetwarzanie moich danych.',
    },
    {
      name: 'Sarah Jenkins',
      email: 'sarah@example.com',
      message:
        'Hi there, my grandmother was born in your village in 1911, family name Wiśniewska. Do the parish books of that time still exist, and whom could I ask?',
    },
    {
      name: 'Krzysztof',
      email: 'krzysztof@example.pl',
      message: 'Kiedy będzie wersja 3.0?',
      elapsed: 5000,
      tampering: 1,
    },
  ]),
  ...spam('pl', [
    {
      name: 'Adam Nowak',
      email: 'adam@top-pozycje.example',
      message:
        'Dzień dobry, zauważyłem, że Państwa strona nie pojawia się wysoko w wynikach Google. Oferujemy skuteczne pozycjonowanie SEO z gwarancją efektów. Czy mogę przesłać bezpłatny audyt?',
    },
    {
      name: 'PiotrFut',
      email: 'piotrfut@mailbox.example',
      phone: '89463125784',
      message:
        'kasyno online bez depozytu [url=https://kasyno-bonus.example]kasyno[/url] https://kasyno-bonus.example/darmowe-spiny https://kasyno-bonus.example/rejestracja',
      trap: 'https://kasyno-bonus.example',
      elapsed: null,
    },
    {
      name: 'Chwilówki',
      email: 'pozyczki@mailbox.example',
      message:
        'Pożyczka bez BIK do 20 000 zł w 15 minut, pierwsza za darmo. Złóż wniosek: https://tinyurl.com/chwilowka-pl',
      elapsed: null,
    },
    {
      name: 'Martyna',
      email: 'martyna@artykuly.example',
      message:
        'Dzień dobry, czy jest możliwość publikacji artykułu sponsorowanego z linkiem dofollow na Państwa stronie? Proszę o podanie ceny. Pozdrawiam, Martyna',
    },
    {
      name: 'Татьяна',
      email: 'tatiana@mailbox.example',
      message:
        'Здравствуйте, предлагаем услуги массовой рассылки коммерческих предложений через формы обратной связи по Польше и всей Европе. Пробная рассылка бесплатно.',
      elapsed: null,
    },
    {
      name: 'Kamil Zieliński',
      email: 'kamil@strony-www.example',
      message:
        'Witam, tworzymy nowoczesne strony internetowe już od 799 zł. Państwa obecna strona nie działa dobrze na telefonach. Zapraszam do obejrzenia portfolio www.strony-www.example i do kontaktu.',
    },
    {
      name: 'Krypto',
      email: 'krypto@mailbox.example',
      message:
        'Zarabiaj 2000 zł dziennie na kryptowalutach!!! Bitcoin robot robi wszystko za Ciebie!!! t.me/krypto_robot_pl',
      elapsed: null,
    },
    {
      name: 'PPtPQvvPBmGGwYPnqw',
      email: 'kxikplxkh4@mailbox.example',
      message: 'kwQjqHCstFpS',
      elapsed: null,
    },
    {
      name: 'Kurier',
      email: 'info@doplata-paczka.example',
      message:
        'Twoja paczka została wstrzymana. Dopłać 1,50 zł, aby uniknąć zwrotu: https://doplata-paczka.example/p/7712',
    },
    {
      name: 'Ewa',
      email: 'ewa@bazy-firm.example',
      message:
        'Dzień dobry, posiadamy aktualne bazy adresowe 900 tysięcy polskich firm z adresami e-mail. Cena promocyjna tylko do piątku. Czy przesłać próbkę?',
    },
    {
      name: 'Odchudzanie',
      email: 'slim@mailbox.example',
      message:
        'Schudnij 10 kg w miesiąc bez diety! Tabletki tabletki tabletki keto keto keto odchudzanie odchudzanie https://keto-slim.example',
      trap: 'keto',
      elapsed: null,
    },
    {
      name: 'Tom Baker',
      email: 'tom@merch-print.example',
      message:
        'Hello, we produce custom lanyards, patches and pins for companies. No minimum order and free shipping. Can I send you our catalogue?',
    },
  ]),
]
