/** What people write to a page in English. */
import { honest, type Message } from './message.ts'

export const englishHonest: readonly Message[] = honest('en', [
  {
    name: 'Margaret Holloway',
    email: 'mholloway@example.org',
    message: 'Thanks!',
    elapsed: 6200,
  },
  {
    name: 'Dave',
    email: 'dave@example.net',
    phone: '555 0142 887',
    message:
      'Hi, could I get a quote for painting my house? Three bedrooms, outside only, the old paint is peeling on the south side. Call me on 555 0142 887 any time after 4.',
  },
  {
    name: 'Priya Raghunathan',
    email: 'priya.r@example.com',
    subject: 'Crash when importing',
    message: `The importer crashes for me on 2.4.1. I opened an issue here: https://github.com/acme/importer/issues/1182

Steps: 1. export from the old tool, 2. drop the file on the window, 3. wait about ten seconds.`,
  },
  {
    name: 'Tomasz',
    email: 'tom@example.dev',
    message: `Hello, I compared your output with three other tools and found differences:
https://html.spec.whatwg.org/multipage/forms.html
https://developer.mozilla.org/en-US/docs/Web/HTML/Element/input
https://github.com/web-platform-tests/wpt/tree/master/html/semantics/forms
https://bugs.chromium.org/p/chromium/issues/detail?id=1234567
In short, the first and the last disagree about an empty step attribute. Which one do you follow?`,
  },
  {
    name: 'ANGELA BRIGGS',
    email: 'angela.briggs@example.com',
    subject: 'ORDER 20931 NOT RECEIVED',
    message:
      'I ORDERED ON THE 3RD AND STILL NOTHING!!! THIS IS THE THIRD TIME I WRITE TO YOU AND NOBODY ANSWERS. I WANT MY MONEY BACK OR THE SHOES BY FRIDAY. I AM NEVER BUYING FROM YOU AGAIN!!!',
  },
  {
    name: "Siobhán O'Brien",
    email: 'siobhan@example.ie',
    message:
      'Do you take bookings for a group of 14 on a Sunday in March? Two of us are coeliac and one uses a wheelchair, so we need a table on the ground floor.',
  },
  {
    name: 'X Æ',
    email: 'xae@example.com',
    message: 'is the workshop on saturday still happening? 🙂',
    elapsed: 9800,
  },
  {
    name: 'Kwame Mensah',
    email: 'kwame@example.org',
    message: `Every build since yesterday fails with this:

TypeError: Cannot read properties of undefined (reading 'map')
    at renderList (/srv/app/node_modules/list-view/dist/index.js:142:19)
    at processChild (/srv/app/node_modules/react-dom/server.js:4211:14)
    at processChild (/srv/app/node_modules/react-dom/server.js:4211:14)
    at processChild (/srv/app/node_modules/react-dom/server.js:4211:14)
    at processChild (/srv/app/node_modules/react-dom/server.js:4211:14)
    at resolve (/srv/app/node_modules/react-dom/server.js:4187:9)
npm ERR! code ELIFECYCLE
npm ERR! errno 1

Did a release go wrong?`,
  },
  {
    name: 'Harold Finch',
    email: 'harold@example.com',
    message: 'please call me back, 020 7946 0018',
    elapsed: null,
  },
  {
    name: 'Ji-woo Park',
    email: 'jiwoo@example.kr',
    message: `Your contact page does not work in my browser: the button
<button type="submit" class="btn btn-primary" disabled>Send</button>
stays disabled, and so does <input name="phone" required>. Without the attribute it works.`,
  },
  {
    name: 'Nguyễn Thị Hồng',
    email: 'hong.nguyen@example.vn',
    message:
      'I would like to know if you ship the 12 litre pot to Vietnam, and how much it costs to send two of them to Hà Nội. Cảm ơn!',
  },
  {
    name: 'Rev. Clarence T. Whitfield III',
    email: 'rev.whitfield@example.org',
    message: `A small poem, for your spring page if you want it:

The rain, the rain, the rain again,
the roof, the gutter and the drain,
the rain that fell on you and me,
the rain that ran into the sea,
the rain, the rain, the rain again.`,
  },
  {
    name: 'Sam',
    email: 'sam@example.com',
    website: 'https://sams-sourdough.example',
    message:
      'We are a small bakery and would like a site like the one you made for the flower shop. Our current one is at the address above. What would that cost roughly and when could you start?',
  },
  {
    name: 'Fatima Al-Zahra',
    email: 'fatima@example.ae',
    message:
      'السلام عليكم، هل يمكنني زيارة المعرض يوم الجمعة؟ Sorry, I mean: is the gallery open on Friday? We are a family of six.',
  },
  {
    name: 'Grant Pelletier',
    email: 'grant.pelletier@example.com',
    subject: 'SEO question',
    message:
      'We are looking for somebody who takes care of SEO for our shop, Google finds nearly none of our 400 product pages. Is this something you offer? The shop is www.pelletier-tools.example and runs on WooCommerce.',
  },
  {
    name: 'Ольга Смирнова',
    email: 'olga@example.org',
    message: 'Hello! Can I pay by bank transfer from Germany? Best regards, Ольга',
  },
  {
    name: 'Ben',
    email: 'ben@mailinator.com',
    message:
      'I do not want to give my real address yet, sorry. What is the deposit for the cabin, and do you allow two dogs?',
  },
  {
    name: 'Lucy Marsh',
    email: 'lucy@example.co.uk',
    message:
      'You were mentioned in the Guardian today, congratulations! https://www.theguardian.com/lifeandstyle/2026/nov/14/ten-best-small-museums 🎉🎉🎉 We are so happy for all of you!!! ❤️❤️',
  },
  {
    name: 'J. Okafor',
    email: 'j.okafor@example.com',
    message: `Invoice address please change to:
Okafor & Sons Ltd
Unit 7B, 118-120 Great Eastern Road
London EC2A 3JX
VAT GB 123 4567 89
Tel +44 20 7946 0321, mobile +44 7700 900461, fax +44 20 7946 0322`,
  },
  {
    name: 'anonymous',
    email: 'nobody@example.com',
    message: 'no no no no no no!!! this is so wrong. take it down',
  },
  {
    name: 'Wei Zhang',
    email: 'wei.zhang@example.cn',
    message: `const total = items.reduce((sum, { price, count }) => sum + price * count, 0)
if (total !== order.total) throw new Error(\`expected \${order.total}, got \${total}\`)

This is from your tutorial. Should it not round first? 0.1 + 0.2 !== 0.3`,
  },
  {
    name: 'Carol',
    email: 'carol@example.com',
    message:
      'Hi Jen, the photos are at https://photos.example.net/share/Xk29fQzT and the list of names is at https://docs.example.net/d/1aB9xZqPlMw. Pick whichever ten you like for the programme. Carol x',
  },
  {
    name: 'Derek Stone',
    email: 'derek@example.com',
    message:
      'Do you accept bitcoin? My wallet is ready, just need to know before I order the big telescope.',
    trap: null,
  },
  {
    name: 'Mia',
    email: 'mia@example.com',
    message: 'test',
    elapsed: 3100,
  },
])
