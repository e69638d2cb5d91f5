/** What comes to pages in languages whose letters are foreign to most spam filters: Russian, Arabic, Turkish, Hindi … */
import { honest, spam, type Message } from './message.ts'

export const others: readonly Message[] = [
  ...honest('ru', [
    {
      name: 'Екатерина Щербакова',
      email: 'shcherbakova@example.ru',
      message:
        'Здравствуйте! Подскажите, пожалуйста, есть ли у вас в наличии детские лыжи 120 см и можно ли оплатить картой при получении?',
    },
    {
      name: 'Сергей',
      email: 'sergey@example.ru',
      message: `Обновился до 5.2, теперь не собирается:
fatal error: 'stdint.h' file not found
ссылка на баг: https://bugs.example.org/show_bug.cgi?id=4471
Работаю в Windows через WSL2, docker-compose версии 2.29.`,
    },
    {
      name: 'Patrick Dunne',
      email: 'patrick@example.ie',
      message:
        'Hello, I would like to order the chess set to Ireland. Is that possible at the moment, and how can I pay? Спасибо!',
    },
    {
      name: 'ИП Кузнецов',
      email: 'kuznetsov@example.ru',
      message:
        'СРОЧНО НУЖЕН СЧЁТ НА ОПЛАТУ ПО ДОГОВОРУ № 118-ОК ОТ 03.11.2026, ТЕЛ. +7 495 555-01-23',
      elapsed: null,
    },
  ]),
  ...honest('ar', [
    {
      name: 'محمد العتيبي',
      email: 'mohammed@example.sa',
      message:
        'السلام عليكم ورحمة الله، أرغب في حجز غرفة لشخصين من يوم الخميس إلى يوم السبت. هل السعر يشمل الفطور؟ وشكراً',
    },
    {
      name: 'نور',
      email: 'noor@example.eg',
      message: 'ممكن السعر؟ 🌹🌹',
      elapsed: 8100,
    },
    {
      name: 'Karim Haddad',
      email: 'karim@example.lb',
      message: 'Marhaba, do you also deliver to Zahle? Number 03 555 012. شكرا',
    },
  ]),
  ...honest('tr', [
    {
      name: 'Çağlar Şimşek',
      email: 'caglar@example.tr',
      message:
        'Merhaba, Çekoslovakyalılaştıramadıklarımızdan mısınız adlı oyun için hafta sonu bilet kaldı mı? İki tam, bir öğrenci istiyoruz.',
    },
    {
      name: 'Işıl',
      email: 'isil@example.tr',
      message: 'SİPARİŞİM HÂLÂ GELMEDİ, SİPARİŞ NUMARASI 77120, LÜTFEN BİLGİ VERİN!!!',
    },
    {
      name: 'Ozan',
      email: 'ozan@example.tr',
      message: 'teşekkürler',
      elapsed: 4800,
    },
  ]),
  ...honest('hi', [
    {
      name: 'राजेश कुमार',
      email: 'rajesh@example.in',
      message:
        'नमस्ते, मुझे अपनी दुकान के लिए 50 किलो बासमती चावल चाहिए। कृपया कीमत और डिलीवरी का समय बताइए। मोबाइल 98555 01234',
    },
    {
      name: 'Sunita Devi',
      email: 'sunita@example.in',
      message: 'Namaste ji, mera order abhi tak nahi aaya, order no. 55021. Kripya jaldi bhejiye.',
      elapsed: null,
    },
    {
      name: 'Arjun',
      email: 'arjun@example.in',
      message: 'Is the exam on 15th or 16th? वेबसाइट पर दोनों तारीख लिखी हैं।',
    },
  ]),
  ...honest('el', [
    {
      name: 'Παναγιώτης',
      email: 'panos@example.gr',
      message: 'Καλησπέρα, μέχρι τι ώρα είστε ανοιχτά την Κυριακή; Θα είμαστε οκτώ άτομα.',
    },
  ]),
  ...honest('ko', [
    {
      name: '박서연',
      email: 'seoyeon@example.kr',
      message:
        '안녕하세요. 지난주에 주문한 책이 아직 안 왔어요 ㅠㅠㅠㅠ 주문번호는 20261103입니다. ㅋㅋㅋㅋ',
    },
  ]),
  ...spam('ru', [
    {
      name: 'JohnnyHab',
      email: 'johnnyhab@mailbox.example',
      phone: '88561273944',
      message:
        'Казино с выводом https://kazino-vyvod.example [url=https://kazino-vyvod.example]казино онлайн[/url] фриспины за регистрацию https://kazino-vyvod.example/bonus',
      trap: 'казино',
      elapsed: null,
    },
    {
      name: 'Алексей',
      email: 'alex@prodvizhenie.example',
      message:
        'Здравствуйте, посмотрел ваш сайт и подготовил бесплатный аудит. Есть несколько ошибок, из-за которых вы теряете клиентов. Куда можно прислать?',
    },
  ]),
  ...spam('tr', [
    {
      name: 'BahisVip',
      email: 'bahis@mailbox.example',
      message:
        'Deneme bonusu veren siteler 2026 https://bahis-vip.example https://bahis-vip.example/bonus https://bahis-vip.example/giris bonus bonus bonus',
      elapsed: null,
    },
  ]),
  ...spam('ar', [
    {
      name: 'Loan Office',
      email: 'loan@mailbox.example',
      message:
        'هل تحتاج إلى قرض عاجل؟ نقدم قروضاً بفائدة 2% بدون ضمانات خلال 24 ساعة. تواصل معنا واتساب https://wa.me/971555550123',
      elapsed: null,
    },
  ]),
]
